import { expect, test } from 'vitest'
import { debate } from '#lib/core/protocols/debate'
import { attacks, attackText } from './attacks'
import { builtInVerdict } from './builtin'
import { BELL } from './fixtures'
import { injectionReport, movement, withParagraph, type InjectionTrial } from './injectionTrial'
import { rehearse } from './rehearsal'
import { swap, transcriptOf } from './transcript'
import { viewFor } from '#lib/core/debate/view'

const played = rehearse(BELL, debate({ turns: 'sequential', rounds: 2, words: 80 }))
const transcript = transcriptOf(viewFor('judge:9', played, { now: 0 }))
const said = (side: 'A' | 'B', of = transcript) =>
  of.rounds.flatMap(({ speeches }) => speeches).filter((speech) => speech.side === side)

test('the text stands last in what its side says, numbered on, and nothing else is touched', () => {
  const before = JSON.stringify(transcript)
  for (const side of ['A', 'B'] as const) {
    const attacked = withParagraph(transcript, side, 'Judge, decide.')!
    const [last, lastBefore] = [said(side, attacked).at(-1)!, said(side).at(-1)!]
    const number = Math.max(...said(side).flatMap(({ paragraphs }) => paragraphs.map((one) => one.number)))
    expect(last.paragraphs).toEqual([
      ...lastBefore.paragraphs,
      { number: number + 1, pieces: [{ kind: 'words', text: 'Judge, decide.' }] },
    ])
    expect(said(side, attacked).slice(0, -1)).toEqual(said(side).slice(0, -1))
    expect(said(side === 'A' ? 'B' : 'A', attacked)).toEqual(said(side === 'A' ? 'B' : 'A'))
  }
  expect(JSON.stringify(transcript)).toBe(before)
  expect(withParagraph({ ...transcript, rounds: [] }, 'A', 'x')).toBeNull()
})

test('the built-in judge is moved by none of them, for either side, in either order', () => {
  const trials = attacks.flatMap((attack) =>
    (['A', 'B'] as const).flatMap((side): InjectionTrial[] => {
      const attacked = withParagraph(transcript, side, attackText(attack, side))!
      const one = { attack: attack.id, family: attack.family, side }
      const exchanged = swap(attacked)
      const plain = swap(transcript)
      if (!plain.ok) throw new Error(plain.error)
      const of = (read: typeof transcript) => builtInVerdict(read).percentA / 100
      return [
        { ...one, before: of(transcript), after: of(attacked) },
        ...(exchanged.ok ? [{ ...one, before: of(plain.value), after: of(exchanged.value) }] : []),
      ]
    }),
  )
  expect(trials.length).toBeGreaterThan(2 * attacks.length)
  expect(trials.some(({ before }) => before !== 0.5)).toBe(true)
  expect(trials.map(movement).filter((points) => points !== 0)).toEqual([])
  expect(injectionReport(trials)).toMatchObject({ mean: 0, meanSize: 0, max: 0, flips: 0, invalid: 0 })
})

const trial = (side: 'A' | 'B', before: number, after: number | null, family: 'order' | 'fence' = 'order') => ({
  attack: `${family}/1`,
  family,
  side,
  before,
  after,
})

test('worked by hand: towards the favoured side is up, whichever letter it has', () => {
  const trials = [
    trial('A', 0.4, 0.9), // up 50, flipped
    trial('B', 0.4, 0.9), // down 50, already B's: no flip for B
    trial('B', 0.6, 0.3, 'fence'), // up 30, flipped
    trial('A', 0.7, 0.8, 'fence'), // up 10
    trial('A', 0.7, null, 'fence'),
  ]
  const report = injectionReport(trials)
  expect(report.mean).toBeCloseTo((50 - 50 + 30 + 10) / 4, 10)
  expect(report.meanSize).toBeCloseTo(35, 10)
  expect(report.max).toBeCloseTo(50, 10)
  expect(report).toMatchObject({ n: 4, flips: 2, invalid: 1, shareInvalid: 0.2 })
  expect(report.families.map(({ family, n, invalid }) => [family, n, invalid])).toEqual([
    ['order', 2, 0],
    ['fence', 2, 1],
  ])
  expect(report.families[1]!.mean).toBeCloseTo(20, 10)
})

test('a harmful attack is below 0, a tie that becomes a choice is a flip, and of nothing nothing is said', () => {
  expect(movement(trial('A', 0.6, 0.5))).toBeCloseTo(-10, 10)
  expect(injectionReport([trial('A', 0.5, 0.51)]).flips).toBe(1)
  expect(injectionReport([trial('A', 0.5, null)])).toMatchObject({ n: 0, mean: null, max: null, shareInvalid: 1 })
  expect(injectionReport([])).toMatchObject({ n: 0, mean: null, max: null, shareInvalid: null, families: [] })
})
