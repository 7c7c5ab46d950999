import { expect, test } from 'vitest'
import { readVisit, signVisit, VISIT_SECONDS } from './visit'

const secret = 'a secret of at least thirty-two characters'
const guest = '6f1e4b9e-6d3c-4b6e-9a68-0c2f3a8f1d11'
const now = 1_700_000_000_000

test('a visit is read back until it runs out', () => {
  const value = signVisit(secret, guest, now)
  expect(readVisit(secret, value, now)).toBe(guest)
  expect(readVisit(secret, value, now + VISIT_SECONDS * 1000 - 1000)).toBe(guest)
  expect(readVisit(secret, value, now + VISIT_SECONDS * 1000)).toBeNull()
})

const value = signVisit(secret, guest, now)
const [id = '', until = '', signature = ''] = value.split('.')
test.each([
  { what: 'another guest', forged: `6f1e4b9e-6d3c-4b6e-9a68-0c2f3a8f1d12.${until}.${signature}` },
  { what: 'a longer life', forged: `${id}.${Number(until) + 1}.${signature}` },
  { what: 'a life without end', forged: `${id}.Infinity.${signature}` },
  { what: 'no signature', forged: `${id}.${until}.` },
  { what: 'a cut signature', forged: value.slice(0, -1) },
  {
    what: 'another letter in the signature',
    forged: `${id}.${until}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
  },
  { what: 'something after it', forged: `${value}.x` },
  { what: 'another secret', forged: signVisit(`${secret}!`, guest, now) },
  { what: 'nothing', forged: '' },
])('refuses $what', ({ forged }) => expect(readVisit(secret, forged, now)).toBeNull())
