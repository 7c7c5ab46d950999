import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { brokenMessage, refusals } from './errors'

test.each(Object.entries(refusals))('%s is told in one clear sentence', (name, { status, message }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(message).toMatch(/^[A-Z].{8,198}\.$/)
  expect(message).not.toMatch(/undefined|null|error|exception/i)
})

test('every refusal that a route names has its sentence; those of services are checked by the compiler', () => {
  const named = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => [...readFileSync(path.join('app/api', file), 'utf8').matchAll(/\berr\('([a-z-]+)'\)/g)])
    .map(([, name]) => `${name}`)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !(name in refusals))).toEqual([])
})

test('a broken thing is told with its number', () => {
  expect(brokenMessage('abc-123')).toContain('abc-123')
})
