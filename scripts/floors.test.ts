import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'

const lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const numbers = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number)

/** Whether a version is older than its floor; a pre-release counts as the version before it. */
function below(version: string, floor: string): boolean {
  const [a, b] = [numbers(version), numbers(floor)]
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0)
  return version.includes('-')
}

const floors = z.record(z.string(), z.string()).parse(read('scripts/floors.json'))
const installed = Object.entries(lock.parse(read('package-lock.json')).packages)

// Below these versions the packages have published holes. Raise them when an advisory appears.
test.each(Object.entries(floors))('every %s in package-lock.json is %s or later', (name, floor) => {
  const places = installed.filter(
    ([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`),
  )
  expect(places.filter(([, { version = '0.0.0' }]) => below(version, floor)).map(([place]) => place)).toEqual([])
})

test('knows what is older', () => {
  expect(below('16.4.4', '16.4.5')).toBe(true)
  expect(below('16.10.0', '16.4.5')).toBe(false)
  expect(below('4.24.15-beta.1', '4.24.15')).toBe(true)
  expect(below('4.24.15', '4.24.15')).toBe(false)
})
