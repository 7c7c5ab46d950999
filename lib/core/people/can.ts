export const roles = ['administrator', 'researcher', 'judge', 'guest'] as const
export type Role = (typeof roles)[number]

/** Who is asking: a signed-in person or a guest with a cookie. */
export type Person = { id: string; role: Role; name: string }

export const actions = [
  'anyone', // no session needed
  'take-part', // any session, guests included
  'judge-afterwards', // finished debates; accounts, since one judges on a text once and a guest cannot be known again
  'host', // create rooms and run one's own
  'read-sources', // questions with passages, import, edit, exports
  'administer', // providers, debaters, people
] as const
export type Action = (typeof actions)[number]

/** The one answer to "may this person do this kind of thing"; whether this object is theirs is the service's question. */
export function can(person: Person | null, action: Action): boolean {
  switch (action) {
    case 'anyone':
      return true
    case 'take-part':
      return person !== null
    case 'judge-afterwards':
      return person !== null && person.role !== 'guest'
    case 'host':
    case 'read-sources':
      return person?.role === 'researcher' || person?.role === 'administrator'
    case 'administer':
      return person?.role === 'administrator'
  }
}
