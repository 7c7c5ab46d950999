import { existsSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SiteFooter } from './chrome'

test('every page’s foot leads to how it works, the interface for programs and what is kept', () => {
  const links = [...renderToStaticMarkup(<SiteFooter />).matchAll(/href="([^"]+)"/g)].map(([, href]) => `${href}`)
  expect(links).toEqual(['/how-it-works', '/api/v1/openapi.json', '/privacy'])
  expect(links.filter((to) => !existsSync(`app${to}/page.tsx`) && !existsSync(`app${to}/route.ts`))).toEqual([])
})
