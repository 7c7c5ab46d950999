'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

const places = [
  { href: '/admin/providers', word: 'Endpoints' },
  { href: '/admin/debaters', word: 'Debaters' },
  { href: '/admin/judges', word: 'Judges' },
  { href: '/admin/people', word: 'People' },
]

export function AdminTabs() {
  const here = usePathname()
  return (
    <nav aria-label="Administration" className="mb-6 flex gap-5 text-small">
      {places.map(({ href, word }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? 'page' : undefined}
          className="text-ink-2 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {word}
        </Link>
      ))}
    </nav>
  )
}
