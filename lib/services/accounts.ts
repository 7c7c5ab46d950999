import { createHash, randomBytes } from 'node:crypto'
import type { Person, Role } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Passwords, PeopleStore, PersonRow } from '#lib/ports'

export type AccountDeps = { people: PeopleStore; passwords: Passwords; now: () => number; newId: () => string }
type NewAccount = { name: string; email: string; password: string } // the e-mail lower-cased

const WINDOW_MS = 15 * 60_000
const PER_ACCOUNT = 10
const PER_ADDRESS = 50
/** A lecture hall behind one address joins a room by nickname: 180 within the quarter of an hour, 120 in ten minutes. */
const GUESTS_PER_ADDRESS = 180
/** A class of 40 behind one address judges alone, which takes each about seven minutes: two debates for all. */
const DEMOS_PER_ADDRESS = 90
const LINK_MS = 24 * 60 * 60_000

/**
 * Signs in with e-mail and password: at most 10 tries per account and 50 per address in 15 minutes.
 * Whether the account exists shows neither in the answer nor in the time it takes.
 *
 * @param address the network address that the try came from
 */
export async function signIn(
  deps: AccountDeps,
  given: { email: string; password: string },
  address: string,
): Promise<Result<PersonRow, 'wrong' | 'too-many'>> {
  const account = given.email.trim().toLowerCase()
  if (!(await mayTry(deps, account, address))) return err('too-many')
  const found = await deps.people.withPassword(account)
  const right = await deps.passwords.verify(given.password, found?.passwordHash ?? null)
  if (!found || !right || found.disabled) return err('wrong')
  await deps.people.forgetTries(account, address)
  const { passwordHash: _, ...person } = found
  return ok(person)
}

/** Makes an account with the role judge. Counted with the tries to sign in of this address, since hashing is costly. */
export async function createAccount(
  deps: AccountDeps,
  { name, email, password }: NewAccount,
  address: string,
): Promise<Result<{ id: string }, 'email-taken' | 'too-many'>> {
  if (!(await mayTry(deps, `new ${email}`, address))) return err('too-many')
  const id = deps.newId()
  const passwordHash = await deps.passwords.hash(password)
  const made = await deps.people.create({ id, role: 'judge', name, email, passwordHash })
  return made ? ok({ id }) : err('email-taken')
}

const mayTry = ({ people, now }: AccountDeps, account: string, address: string) =>
  people.tryToSignIn(
    { account, address, now: now() },
    { since: now() - WINDOW_MS, perAccount: PER_ACCOUNT, perAddress: PER_ADDRESS },
  )

/** Whether one more guest may be made for this network address. Asking counts, unless the answer is no. */
export const mayMakeGuest = (deps: Pick<AccountDeps, 'people' | 'now'>, address: string): Promise<boolean> =>
  mayAsk(deps, 'a guest', address, GUESTS_PER_ADDRESS)

/** Whether one more demo may be started from this network address, by whomever. Asking counts, unless the answer is no. */
export const mayStartDemo = (deps: Pick<AccountDeps, 'people' | 'now'>, address: string): Promise<boolean> =>
  mayAsk(deps, 'a demo', address, DEMOS_PER_ADDRESS)

/** Counted beside the tries to sign in, and under an address of its own, so that neither uses up the other. */
const mayAsk = ({ people, now }: Pick<AccountDeps, 'people' | 'now'>, what: string, address: string, most: number) =>
  people.tryToSignIn(
    { account: what, address: `${what} ${address}`, now: now() },
    { since: now() - WINDOW_MS, perAccount: Infinity, perAddress: most },
  )

/**
 * A token for the one-time link `/welcome?token=…` that makes its visitor the administrator: for 24 hours, once, in
 * place of the one before. Only its hash is stored.
 *
 * @returns null once there is an administrator
 */
export async function administratorLink({ people, now }: Pick<AccountDeps, 'people' | 'now'>): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  return (await people.offerAdministratorLink(hashOf(token), now() + LINK_MS)) ? token : null
}

/** Whether the link could be used now. Looking does not use it up. */
export const administratorLinkWorks = ({ people, now }: AccountDeps, token: string): Promise<boolean> =>
  people.administratorLink(hashOf(token), now())

/** Uses the one-time link: makes an administrator's account, once, whoever else uses it at the same moment. */
export async function claimAdministrator(
  deps: AccountDeps,
  { token, name, email, password }: NewAccount & { token: string },
): Promise<Result<{ id: string }, 'link-used' | 'email-taken'>> {
  const hash = hashOf(token)
  if (!(await deps.people.administratorLink(hash, deps.now()))) return err('link-used') // before the costly part
  const id = deps.newId()
  const passwordHash = await deps.passwords.hash(password)
  const claimed = await deps.people.claimAdministrator(hash, deps.now(), {
    id,
    role: 'administrator',
    name,
    email,
    passwordHash,
  })
  return claimed === 'done' ? ok({ id }) : err(claimed)
}

/** How long the same request makes the same guest, ms. Later it would be somebody else who knows an old key. */
const SAME_GUEST_MS = 10 * 60_000

/**
 * Somebody who takes part without an account.
 *
 * @param name shown in rooms; guests of the demo have none of their own
 * @param id drawn from the request where it may come twice and must make one guest
 */
export async function makeGuest({ people, now, newId }: AccountDeps, name: string, id = newId()): Promise<Person> {
  if (await people.create({ id, role: 'guest', name })) return { id, role: 'guest', name }
  const before = await people.person(id)
  if (before?.role === 'guest' && !before.disabled && now() - before.createdAt < SAME_GUEST_MS)
    return { id, role: 'guest', name: before.name }
  const other = newId()
  await people.create({ id: other, role: 'guest', name })
  return { id: other, role: 'guest', name }
}

export type AccountRow = {
  id: string
  name: string
  email: string | null
  role: Role
  createdAt: number
  disabled: boolean
}

/** Accounts without guests, by name; `createdAt` in ms since 1970. */
export const listAccounts = async ({ people }: Pick<AccountDeps, 'people'>): Promise<AccountRow[]> =>
  (await people.accounts()).map(accountRow)

const accountRow = ({ id, name, email, role, createdAt, disabled }: PersonRow): AccountRow => ({
  id,
  name,
  email,
  role,
  createdAt,
  disabled,
})

/** Changes what an account may do, and ends its sessions so that it holds at once. */
export async function changeRole(
  { people }: Pick<AccountDeps, 'people'>,
  id: string,
  role: Exclude<Role, 'guest'>,
): Promise<Result<AccountRow, 'not-found' | 'last-administrator'>> {
  const changed = await people.setRole(id, role)
  if (changed !== 'done') return err(changed)
  const row = await people.person(id)
  return row ? ok(accountRow(row)) : err('not-found')
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
