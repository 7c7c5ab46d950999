import { expect, test } from 'vitest'
import type { Setup } from '#lib/core/debate/events'
import { debate } from '#lib/core/protocols/debate'
import { renderSpeech } from '#lib/core/debate/speechText'
import { countWords } from '#lib/core/text'
import { SpeakError, type Revision, type SpeakRequest, type SpeechChunk } from '#lib/ports'
import { builtInSpeaker } from './speaker'

const protocol = debate({ turns: 'simultaneous', rounds: 3, words: 60 })
const setup: Setup = {
  debateId: 'd',
  questionId: 'q',
  question: 'Who rang the bell?',
  answers: ['The sexton rang it.', 'The wind moved the bell.'],
  answerOrder: [0, 1],
  sourceId: 's',
  protocol,
  debaters: { A: 'r', B: 'r' },
  allBuiltIn: true,
  feedback: 'verdict',
  seed: 'seed',
}
const text =
  'The sexton was in bed that night. The wind rose after ten, but the bell was not moved by it. A boy had climbed up.'
const ask: SpeakRequest = {
  debateId: 'd',
  side: 'A',
  setup,
  turn: 0,
  label: 'opening',
  speeches: [],
  source: { title: 'T', text, sha256: '' },
  attempt: 1,
}
const revision = (wordsPerSecond: number): Revision => ({
  id: 'r',
  debaterId: 'd',
  name: 'Rule',
  number: 1,
  config: { kind: 'builtin', wordsPerSecond },
  providerId: null,
})

async function speak(wordsPerSecond: number, asked = ask, signal = new AbortController().signal) {
  let clock = 0
  const speaker = builtInSpeaker({ now: () => (clock += 200) }) // every look at the clock finds it 200 ms on
  const chunks: SpeechChunk[] = []
  for await (const chunk of speaker.speak(revision(wordsPerSecond), asked, signal)) chunks.push(chunk)
  return { pieces: chunks.flatMap((chunk) => (chunk.type === 'text' ? [chunk.text] : [])), last: chunks.at(-1) }
}

test('ends properly, within the limits, at any pace the same words', async () => {
  const [whole, paced] = [await speak(0), await speak(60)]
  expect(whole.pieces).toHaveLength(1)
  expect(paced.pieces.length).toBeGreaterThan(2)
  expect(paced.pieces.join('')).toBe(whole.pieces[0])
  expect(paced.last).toMatchObject({ type: 'end', finishReason: 'stop' })
  const words = countWords(renderSpeech(whole.pieces.join('')).text)
  expect(words).toBeGreaterThanOrEqual(protocol.limits.speechMin)
  expect(words).toBeLessThanOrEqual(protocol.limits.speechMax)
})

test('the letter of the side changes nothing', async () => {
  const swapped = { ...ask, side: 'B' as const, setup: { ...setup, answerOrder: [1, 0] as [1, 0] } }
  expect((await speak(0, swapped)).pieces).toEqual((await speak(0)).pieces)
})

test('stops when it is told to', async () => {
  const ours = new AbortController()
  ours.abort()
  await expect(speak(60, ask, ours.signal)).rejects.toThrow(SpeakError)
})
