import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { argumentStream } from './argument'

function read(chunks: readonly string[]) {
  const stream = argumentStream()
  const text = chunks.map((chunk) => stream.push(chunk)).join('')
  return { text, ...stream.end() }
}

test.each<{ when: string; raw: string; text: string; complete: boolean; thinking: string }>([
  {
    when: 'both blocks',
    raw: '<thinking>plan</thinking>\n<argument>Say it.</argument>',
    text: 'Say it.',
    complete: true,
    thinking: 'plan',
  },
  {
    when: 'inline think',
    raw: '<think>a</think><argument>x<think>b</think>y</argument>',
    text: 'xy',
    complete: true,
    thinking: 'a\n\nb',
  },
  { when: 'capitals and spaces', raw: '<Argument >x</ARGUMENT\n>', text: 'x', complete: true, thinking: '' },
  { when: 'no block', raw: 'A fine speech without marks.', text: '', complete: false, thinking: '' },
  { when: 'an open block', raw: '<argument>half a spee', text: 'half a spee', complete: false, thinking: '' },
  { when: 'cut inside the closing tag', raw: '<argument>half</argu', text: 'half', complete: false, thinking: '' },
  {
    when: 'text after it',
    raw: '<argument>x</argument> bye <argument>z</argument>',
    text: 'x',
    complete: true,
    thinking: '',
  },
  {
    when: 'the tag named in the thinking',
    raw: '<thinking>in <argument>s</argument></thinking><argument>x</argument>',
    text: 'x',
    complete: true,
    thinking: 'in <argument>s</argument>',
  },
  {
    when: 'thinking that never ends',
    raw: '<think><argument>x</argument>',
    text: '',
    complete: false,
    thinking: '<argument>x</argument>',
  },
  {
    when: 'the end of thinking alone',
    raw: 'hm <argument>plan</think><argument>x</argument>',
    text: 'planx',
    complete: false,
    thinking: '',
  },
  {
    when: 'other marks',
    raw: '<argument>1 < 2 <quote>q</quote> <arg> <<argument></argument>',
    text: '1 < 2 <quote>q</quote> <arg> <',
    complete: true,
    thinking: '',
  },
])('reads $when', ({ raw, text, complete, thinking }) => {
  expect(read([raw])).toEqual({ text, complete, thinking })
})

describe('however the text is cut', () => {
  const piece = fc.constantFrom(
    '<argument>',
    '</argument>',
    '<thinking>',
    '</thinking>',
    '<think>',
    '</think>',
    '<quote>',
    '</quote>',
    '<',
    '>',
    '/',
    '<arg',
    'ument>',
    'thinking',
    ' ',
    '\n',
    'words ',
    '</',
    '😀',
  )
  const raw = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

  test('the same comes out, also between the halves of a character', () => {
    let complete = 0
    fc.assert(
      fc.property(raw, fc.array(fc.nat(200), { maxLength: 20 }), (whole, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < whole.length).sort((x, y) => x - y), whole.length]
        const result = read(at.slice(1).map((end, i) => whole.slice(at[i], end)))
        expect(result).toEqual(read([whole]))
        if (result.complete) complete++
      }),
      { numRuns: 2_000 },
    )
    expect(complete).toBeGreaterThan(9)
  })

  test('nothing that is thought comes out', () => {
    fc.assert(
      fc.property(raw, raw, (before, after) => {
        const { text } = read([`<think>${before.replaceAll('think', '')}SECRET</think>${after}`])
        expect(text).not.toContain('SECRET')
      }),
    )
  })
})
