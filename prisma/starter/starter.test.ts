import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { passage, readStarter } from './passage'

const passages = await readStarter(import.meta.dirname)
const questions = passages.flatMap((each) => each.questions)
const words = (text: string) => text.split(/\s+/u).length

/** What a guesser who has not read the passage prefers: positive the first answer, negative the second, 0 neither. */
type Guesser = (one: string, other: string) => number
const more =
  (score: (answer: string) => number): Guesser =>
  (one, other) =>
    Math.sign(score(one) - score(other))

/** Share of questions a guesser gets right; no preference is a coin toss, so a half. */
const shareRight = (guess: Guesser) =>
  questions.reduce((sum, { right, wrong }) => sum + (1 + guess(right, wrong)) / 2, 0) / questions.length

/** Wilson score interval of k out of n at 95 %. */
function wilson(k: number, n: number): [number, number] {
  const z2 = 1.959964 ** 2
  const centre = (k + z2 / 2) / (n + z2)
  const half = (Math.sqrt(z2) * Math.sqrt((k * (n - k)) / n + z2 / 4)) / (n + z2)
  return [centre - half, centre + half]
}

describe('the starter set', () => {
  it('has at least 10 passages and 30 questions', () => {
    expect(passages.length).toBeGreaterThanOrEqual(10)
    expect(questions.length).toBeGreaterThanOrEqual(30)
  })

  it('comes sorted by slug', () => {
    const slugs = passages.map(({ slug }) => slug)
    expect(slugs).toEqual([...slugs].sort())
    expect(slugs.every((slug) => /^[a-z]+(-[a-z]+)*$/.test(slug))).toBe(true)
  })

  it.each(passages.map((each) => [each.slug, each] as const))('%s is 500 to 900 words long', (_, { text }) => {
    expect(words(text)).toBeGreaterThanOrEqual(500)
    expect(words(text)).toBeLessThanOrEqual(900)
  })

  it('asks nothing twice', () => {
    expect(new Set(questions.map(({ question }) => question.toLowerCase())).size).toBe(questions.length)
  })
})

describe('without the passage', () => {
  it('the longer answer is right about half the time', () => {
    const unequal = questions.filter(({ right, wrong }) => right.length !== wrong.length)
    const longer = unequal.filter(({ right, wrong }) => right.length > wrong.length).length
    const n = unequal.length
    const percent = (share: number) => (100 * share).toFixed(1)
    const [low, high] = wilson(longer, n).map(percent)
    console.log(
      `starter set: the longer answer is right in ${longer} of ${n} questions (${percent(longer / n)} %, ` +
        `95 % interval ${low} to ${high} %); in ${questions.length - n} more both are equally long`,
    )
    expect(longer / n).toBeGreaterThanOrEqual(0.4)
    expect(longer / n).toBeLessThanOrEqual(0.6)
  })

  it('right and wrong answers have as many words, within 5 %', () => {
    const total = (side: 'right' | 'wrong') => questions.reduce((sum, asked) => sum + words(asked[side]), 0)
    expect(Math.abs(total('right') / total('wrong') - 1)).toBeLessThanOrEqual(0.05)
  })

  it('no single answer of a pair is much longer than the other', () => {
    for (const { right, wrong } of questions) expect(Math.abs(right.length - wrong.length)).toBeLessThanOrEqual(5)
  })

  it.each<[string, Guesser]>([
    ['the longer answer', more((answer) => answer.length)],
    ['the answer with a digit', more((answer) => (/\d/.test(answer) ? 1 : 0))],
    ['the answer with more capitalised words', more((answer) => answer.match(/(?<!\p{L})\p{Lu}/gu)?.length ?? 0)],
    ['the answer that is first in the alphabet', (one, other) => Math.sign(other.localeCompare(one, 'en'))],
  ])('a guesser who takes %s is right in 35 to 65 %%', (_, guess) => {
    expect(shareRight(guess)).toBeGreaterThanOrEqual(0.35)
    expect(shareRight(guess)).toBeLessThanOrEqual(0.65)
  })
})

describe('reading the set', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'starter-'))
  afterAll(() => rm(dir, { recursive: true }))
  const asked = { question: 'Who?', right: 'Ada', wrong: 'Bea', evidence: ['It was Ada.'] }
  const good = { title: 'T', kind: 'letter', text: 'It was Ada.', questions: [asked, asked, asked] }

  it.each([
    ['an unknown field', { ...good, author: 'nobody' }],
    ['evidence that is not in the text', { ...good, text: 'It was Bea.' }],
    ['two equal answers', { ...good, questions: [asked, asked, { ...asked, wrong: 'Ada' }] }],
    ['text in decomposed form', { ...good, title: 'E\u0301' }],
    ['fewer than three questions', { ...good, questions: [asked] }],
  ])('refuses %s', (_, bad) => {
    expect(passage.safeParse(good).success).toBe(true)
    expect(passage.safeParse(bad).success).toBe(false)
  })

  it('names the file that does not fit', async () => {
    await writeFile(join(dir, 'torn.json'), '{')
    await expect(readStarter(dir)).rejects.toThrow('torn.json')
  })
})
