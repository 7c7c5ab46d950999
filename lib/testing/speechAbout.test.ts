import { expect, test } from 'vitest'
import { debate } from '#lib/core/protocols/debate'
import { countWords } from '#lib/core/text'
import { messagesFor, templates } from '#lib/core/debaters/prompt'
import { speechAbout } from './speechAbout'

const text = Array.from(
  { length: 40 },
  (_, i) => `On day ${i} the crew of the lighter saw ${'the grey '.repeat(i % 9)}water rise by the pier.`,
).join(' ')

test.each([30, 60, 100, 300, 500])('argues in about %i words, with quotes of the text', (words) => {
  const prompt = messagesFor(templates['debater/1']!, {
    side: 'B',
    turn: 1,
    speeches: [],
    source: { title: 'The Pier', text, sha256: 'abcdef0123456789' },
    setup: {
      question: 'Who saw it?',
      answers: ['The crew', 'Nobody'],
      answerOrder: [1, 0],
      protocol: debate({ turns: 'simultaneous', rounds: 3, words }),
    },
  })
    .map(({ content }) => content)
    .join('\n')
  const speech = /<argument>([\s\S]*)<\/argument>/.exec(speechAbout(prompt))?.[1] ?? ''
  const length = countWords(speech.replace(/<\/?quote>/g, ''))
  expect(length).toBeGreaterThanOrEqual(words * 0.7)
  expect(length).toBeLessThanOrEqual(words * 1.5)
  if (words > 30) expect(speech).toContain('<quote>')
  for (const [, quote] of speech.matchAll(/<quote>(.*?)<\/quote>/g)) expect(text).toContain(quote)
})
