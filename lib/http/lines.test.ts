import { expect, test } from 'vitest'
import { jsonLines } from './lines'

const never = () => ({ error: 'never' })

test('one line a row', async () => {
  const rows = (async function* () {
    yield { a: 1 }
    yield { text: 'two\nlines' }
  })()
  expect(await new Response(jsonLines(rows, never)).text()).toBe('{"a":1}\n{"text":"two\\nlines"}\n')
})

test('a source that breaks ends with one clear line', async () => {
  const rows = (async function* () {
    yield 1
    throw new Error('secret')
  })()
  expect(await new Response(jsonLines(rows, () => ({ error: 'internal' }))).text()).toBe('1\n{"error":"internal"}\n')
})

test('a download breaks off rather than end as if it were whole', async () => {
  const rows = (async function* () {
    yield 1
    throw new Error('lost')
  })()
  await expect(new Response(jsonLines(rows, () => undefined)).text()).rejects.toThrow()
})

test('a reader that leaves ends the source, which may tidy up', async () => {
  let tidied = false
  const rows = (async function* () {
    try {
      for (let n = 0; ; n++) yield n
    } finally {
      tidied = true
    }
  })()
  const reader = jsonLines(rows, never).getReader()
  await reader.read()
  await reader.cancel()
  expect(tidied).toBe(true)
})
