import Link from 'next/link'
import type { Person } from '#lib/core/people/can'
import { can } from '#lib/core/people/can'
import { ThemeSwitch } from './theme'

const placesFor = (person: Person | null, judged: boolean) => [
  { href: '/', word: 'Judge' },
  { href: '/rooms', word: 'Rooms' },
  ...(can(person, 'judge-afterwards') ? [{ href: '/judging', word: 'Finished debates' }] : []),
  ...(can(person, 'read-sources') ? [{ href: '/questions', word: 'Questions' }] : []),
  ...(can(person, 'host') ? [{ href: '/protocols', word: 'Protocols' }] : []),
  ...(can(person, 'host') ? [{ href: '/panels', word: 'Panels' }] : []),
  ...(can(person, 'administer') ? [{ href: '/admin', word: 'Admin' }] : []),
  ...(judged ? [{ href: '/me', word: 'Your record' }] : []),
]

function Account({ person }: { person: Person | null }) {
  if (!person || person.role === 'guest') return <Link href="/sign-in">Sign in</Link>
  return (
    <Link href="/account" className="max-w-48 truncate">
      {person.name}
    </Link>
  )
}

/** @param judged whether there is a record of judging to lead to */
export function SiteHeader({ person, judged }: { person: Person | null; judged: boolean }) {
  const places = placesFor(person, judged)
  const links = places.map(({ href, word }) => (
    <Link key={href} href={href} className="whitespace-nowrap text-ink-2 hover:text-ink">
      {word}
    </Link>
  ))
  const [bar, menu] = places.length > 4 ? ['lg:flex', 'lg:hidden'] : ['md:flex', 'md:hidden'] // many need a wide screen
  return (
    <header className="site-chrome flex min-h-11 items-center gap-5 border-b border-rule px-4 py-2 md:px-6">
      <Link href="/" className="font-serif text-[1.02rem] font-semibold whitespace-nowrap">
        Debate Arena
      </Link>
      <span className="flex-1" />
      <nav aria-label="Main" className={`hidden items-center gap-5 text-[14px] ${bar}`}>
        {links}
        <span className="ml-3 flex text-small">
          <Account person={person} />
        </span>
      </nav>
      <details className={`relative text-[14px] ${menu}`}>
        <summary className="list-none py-1.5 text-ink-2">Menu</summary>
        <nav
          aria-label="Main"
          className="absolute top-full right-0 z-30 mt-2 grid min-w-44 rounded-sheet border border-rule-2 bg-sheet py-1.5 shadow-sheet [&>a]:px-4 [&>a]:py-2.5"
        >
          {links}
          <Account person={person} />
        </nav>
      </details>
    </header>
  )
}

export const SiteFooter = () => (
  <footer className="site-chrome mt-8 border-t border-rule text-small text-ink-3">
    <div className="mx-auto flex max-w-page flex-wrap gap-x-6 gap-y-1.5 px-4 pt-5 pb-8 md:px-6">
      <Link href="/how-it-works" className="text-ink-2 hover:underline">
        How it works
      </Link>
      <a href="/api/v1/openapi.json" className="text-ink-2 hover:underline">
        API
      </a>
      <Link href="/privacy" className="text-ink-2 hover:underline">
        Privacy
      </Link>
      <ThemeSwitch />
      <span className="md:ml-auto">Does debate help weaker judges reach the truth?</span>
    </div>
  </footer>
)
