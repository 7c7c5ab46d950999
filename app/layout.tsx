import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SiteFooter, SiteHeader } from '#ui/chrome'
import { themeScript } from '#ui/theme-script'
import { Toasts } from '#ui/toast'
import { hasJudged } from '#lib/queries/ownRecord'
import { person } from '#server/auth'
import { deps } from '#server/deps'
import './globals.css'

const reading = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  variable: '--font-reading',
  weight: '200 900',
  display: 'swap',
  adjustFontFallback: 'Times New Roman',
})

export const metadata: Metadata = {
  title: { default: 'Debate Arena', template: '%s · Debate Arena' },
  description:
    'Two debaters argue opposite answers about a text you cannot see, and you decide which of them is right.',
}
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#161512' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const who = await person()
  const judged = who !== null && (who.role !== 'guest' || (await hasJudged((await deps()).prisma, who.id)))
  return (
    // The script below may set data-theme before React arrives.
    <html lang="en" className={reading.variable} suppressHydrationWarning>
      <body>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
        <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-sheet focus:p-3">
          Skip to the content
        </a>
        <SiteHeader person={who} judged={judged} />
        <div id="main">{children}</div>
        <SiteFooter />
        <Toasts />
      </body>
    </html>
  )
}
