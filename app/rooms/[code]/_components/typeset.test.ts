import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typeset } from './typeset'

const quoted = (text: string, start: number, end: number) => ({
  text,
  quotes: [{ at: { start, end } }],
})

test('marks within a quote are single, those around it and elsewhere stay', () => {
  const text = 'He "knew": “"Go," he said. "Now."” So there.'
  expect(typeset(quoted(text, 12, 33)).text).toBe('He "knew": “‘Go,’ he said. ‘Now.’” So there.')
  expect(typeset(quoted('the "old" way', 4, 9)).text).toBe('the "old" way')
})

test('no place in the text moves', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (raw, p, q) => {
      const text = `“${raw}”`
      const [start, end] = [1 + (p % (raw.length + 1)), 1 + (q % (raw.length + 1))].sort((x, y) => x - y)
      expect(typeset(quoted(text, start!, end!)).text).toHaveLength(text.length)
    }),
  )
})
