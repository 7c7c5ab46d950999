import { expect, test } from 'vitest'
import { uploadOf } from './files'
import { linesOf } from './send'

const file = (name: string, content: string) => new File([content], name)

test('a table and JSON lines go as they are', async () => {
  expect(await uploadOf([file('a.CSV', 'x,y')])).toMatchObject({ name: 'a.CSV', format: 'csv' })
  const lines = await uploadOf([file('a.jsonl', '{"a":1}'), file('b.jsonl', '{"b":2}\n')])
  if (typeof lines === 'string') throw new Error(lines)
  expect(await lines.body.text()).toBe('{"a":1}\n{"b":2}\n\n')
})

test('rooms, printed over many lines, become a line each; a list becomes its items', async () => {
  const setups = [1, 2].map((n) => ({ setup: { question: `${n}?`, answers: ['a', 'b'] } }))
  const swapped = { setup: { question: '1?', answers: ['b', 'a'] } } // the same question, in a room of its own
  const rooms = await uploadOf([...setups, swapped].map((room, n) => file(`${n}.json`, JSON.stringify(room, null, 2))))
  if (typeof rooms === 'string') throw new Error(rooms)
  expect(rooms).toMatchObject({ format: 'nyu', name: 'NYU debates.json' })
  expect(await rooms.body.text()).toBe(setups.map((room) => `${JSON.stringify(room)}\n`).join(''))
  const list = await uploadOf([file('q.json', '[{"question":"?"},{"question":"!"}]')])
  if (typeof list === 'string') throw new Error(list)
  expect(list.format).toBe('jsonl')
  expect((await list.body.text()).split('\n')).toHaveLength(3)
})

test.each([
  [[], /No file/],
  [[file('a.csv', ''), file('b.json', '{}')], /different kinds/],
  [[file('a.csv', ''), file('b.csv', '')], /one table/],
  [[file('a.docx', '')], /not a/],
  [[file('a.json', '{')], /a\.json.*JSON/],
  [[file('a.json', '[]')], /nothing in it/],
])('says what does not go', async (files, sentence) => {
  expect(await uploadOf(files)).toMatch(sentence)
})

test('lines are put together again wherever they were cut, within a character too', async () => {
  const bytes = new TextEncoder().encode('{"é":1}\n\n{"b":"…"}')
  for (let cut = 0; cut <= bytes.length; cut++) {
    const body = new ReadableStream<Uint8Array>({
      start(to) {
        to.enqueue(bytes.slice(0, cut))
        to.enqueue(bytes.slice(cut))
        to.close()
      },
    })
    const lines: string[] = []
    for await (const line of linesOf(body)) lines.push(line)
    expect(lines).toEqual(['{"é":1}', '{"b":"…"}'])
  }
})
