import type { Metadata } from 'next'
import { listAccounts } from '#lib/services/accounts'
import { requirePerson } from '#server/auth'
import { accounts } from '#server/deps'
import { RoleOf } from './_components/roleOf'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const who = await requirePerson('administer', '/admin/people')
  const people = await listAccounts(await accounts())
  return (
    <>
      <h1>People</h1>
      <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
        Judges need no more than a link. Researchers open rooms, read the texts and take out data; administrators also
        look after endpoints, debaters and people. A new role ends the sessions of that person.
      </p>
      <section className="section" aria-labelledby="accounts">
        <h2 id="accounts">Accounts</h2>
        <ul className="divide-y divide-rule">
          {people.map(({ id, name, email, role, disabled }) => (
            <li key={id} className="flex flex-wrap items-end justify-between gap-x-5 gap-y-1 py-2.5 first:pt-0">
              <div className="min-w-0">
                <h3 className="wrap-anywhere">
                  {name}
                  {id === who.id && <span className="font-sans text-small font-normal text-ink-3"> (you)</span>}
                </h3>
                <p className="text-small wrap-anywhere text-ink-2">
                  {email ?? 'no e-mail address'}
                  {disabled && ' · disabled'}
                </p>
              </div>
              <RoleOf id={id} name={name} role={role} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
