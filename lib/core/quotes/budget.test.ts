import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeSample, nearestSample } from '#lib/core/debate/sample'
import { renderSpeech } from '#lib/core/debate/speechText'
import { keepToBudget, overBudget, quoteCost } from './budget'
import { checkQuotes } from './check'

const SOURCE =
  'The lamp was out that night. Nobody saw the boat come in. The keeper slept until noon, as he always did.'
const [lamp, boat] = ['The lamp was out that night.', 'Nobody saw the boat come in.'] // 28 and 28 characters
const forged = 'The keeper sold the lamp for gin' // 32, not in the source
const none = { quoteCharsPerSpeech: null, quoteCharsPerSide: null }

const said = (raw: string, earlier: ReturnType<typeof checkQuotes> = []) => {
  const spoken = renderSpeech(raw)
  return {
    text: spoken.text,
    quotes: checkQuotes(spoken, SOURCE, { sourceHash: 'h', known: [], earlier }),
  }
}
const quote = (...texts: string[]) => texts.map((text) => `It says <quote>${text}</quote> there.`).join(' ')
const cost = (raw: string) => quoteCost(SOURCE, said(raw).quotes)

describe('what quotes cost', () => {
  test.each([
    ['one verified quote', quote(lamp), 28],
    ['the same one twice counts once', quote(lamp, lamp), 28],
    ['two', quote(lamp, boat), 56],
    ['a part of another within the union', quote('The lamp was out', lamp), 28],
    ['two that overlap: “was out that night” and the whole', quote('out that night. Nobody saw', lamp), 28 + 11],
    ['letter case and punctuation aside, it is the source that is counted', quote('THE LAMP, WAS OUT that night'), 27],
    ['with words left out, only what is said', quote('The lamp … that night.'), 8 + 11],
    ['one that is not found, in full', quote(forged), 32],
    ['that one twice, twice', quote(forged, forged), 64],
    ['without a tag, all the same', `It says “${lamp}” there.`, 28],
    ['none', 'It says nothing.', 0],
  ])('%s', (_, raw, characters) => expect(cost(raw)).toBe(characters))

  test('over all speeches of a side, what was quoted before is free', () => {
    const first = said(quote(lamp)).quotes
    const again = said(quote(lamp, boat), first).quotes
    const budget = { quoteCharsPerSpeech: null, quoteCharsPerSide: 56 }
    expect(overBudget(SOURCE, again, first, budget)).toBeNull()
    expect(overBudget(SOURCE, again, first, { ...budget, quoteCharsPerSide: 55 })).toBe(
      'The quotes of all speeches have 56 characters; 55 are allowed.',
    )
    expect(overBudget(SOURCE, again, first, { quoteCharsPerSpeech: 55, quoteCharsPerSide: null })).toBe(
      'The quotes have 56 characters; 55 are allowed in a speech.',
    )
  })
})

describe('over the budget', () => {
  const limits = { unit: 'words' as const, speechMin: 1, speechTarget: 50, speechMax: 100, ...none }

  test('a sample is at fault, and usable', () => {
    const clause = overBudget(SOURCE, said(quote(lamp, boat)).quotes, [], { ...none, quoteCharsPerSpeech: 40 })
    const spoken = renderSpeech(quote(lamp, boat))
    expect(judgeSample(spoken, { finishReason: 'stop', complete: true, overBudget: clause }, limits)).toEqual({
      state: 'over_limit',
      usable: true,
      why: 'The quotes have 56 characters; 40 are allowed in a speech.',
    })
    expect(judgeSample(spoken, { finishReason: 'stop', complete: true, overBudget: null }, limits).state).toBe(
      'accepted',
    )
  })

  test('surplus quotes go in order, with their words; what fits stays', () => {
    const speech = said(quote(lamp, forged, boat, 'until noon'))
    const { spoken, cut } = keepToBudget(speech, SOURCE, [], { ...none, quoteCharsPerSpeech: 40 })
    // 28 fit; 28 + 32 and 28 + 28 do not; 28 + 10 do.
    expect(spoken.text).toBe(
      'It says “The lamp was out that night.” there. It says […] there. It says […] there. It says “until noon” there.',
    )
    expect(spoken.tagged.map(({ start, end }) => spoken.text.slice(start, end))).toEqual([lamp, 'until noon'])
    expect(cut.map(({ at }) => spoken.text.slice(at.start, at.end))).toEqual(['[…]', '[…]'])
    expect(cut).toMatchObject([
      { status: 'not_found', text: '[…]', diff: [], flags: ['over_budget'], sourceShare: null },
      { status: 'exact', text: '[…]', spans: [{ start: 29, end: 57 }], flags: ['over_budget'], sourceShare: null },
    ])
    expect(quoteCost(SOURCE, cut)).toBe(0)
  })

  test('quotes without a tag lose their words as well', () => {
    const { spoken } = keepToBudget(said(`He writes "${lamp}" and more.`), SOURCE, [], {
      ...none,
      quoteCharsPerSpeech: 9,
    })
    expect(spoken).toEqual({ text: 'He writes […] and more.', tagged: [] })
  })

  test('of samples of good length the one that loses fewest quotes is taken', () => {
    const samples = [quote(lamp, boat, forged), quote(lamp, boat)].map((raw) => {
      const { spoken, cut } = keepToBudget(said(raw), SOURCE, [], { ...none, quoteCharsPerSpeech: 30 })
      return { ...spoken, cut }
    })
    expect(nearestSample(samples, limits)).toMatchObject({ cut: [{ text: '[…]' }], flags: [] })
  })

  test('whatever is quoted: what is left is within the budget, and no word of what was cut is left', () => {
    const passages = [lamp, boat, 'as he always did', 'lamp was', forged, 'the gin was on the house, said one']
    let cuts = 0
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...passages), { maxLength: 6 }),
        fc.array(fc.constantFrom(...passages), { maxLength: 2 }),
        fc.option(fc.integer({ min: 1, max: 90 })),
        fc.option(fc.integer({ min: 60, max: 120 })),
        (now, before, quoteCharsPerSpeech, quoteCharsPerSide) => {
          const earlier = said(quote(...before)).quotes
          const speech = said(quote(...now), earlier)
          const budget = { quoteCharsPerSpeech, quoteCharsPerSide }
          const { spoken, cut } = keepToBudget(speech, SOURCE, earlier, budget)
          const left = checkQuotes(spoken, SOURCE, { sourceHash: 'h', known: [], earlier })
          expect(overBudget(SOURCE, left, earlier, budget)).toBeNull()
          expect(left.length + cut.length).toBe(speech.quotes.length)
          const words = left.map(({ text }) => text)
          for (const passage of passages)
            if (!words.some((text) => text.includes(passage))) expect(spoken.text).not.toContain(passage)
          cuts += cut.length
          if (cut.length === 0) expect(spoken.text).toBe(speech.text)
        },
      ),
    )
    expect(cuts).toBeGreaterThan(20)
  })
})
