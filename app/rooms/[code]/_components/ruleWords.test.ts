import { expect, test } from 'vitest'
import { play } from '#lib/core/debate/fixtures'
import { viewFor } from '#lib/core/debate/view'
import { arms } from '#lib/core/protocols/arms'
import { rulesInWords } from './allRules'
import { answerHeads, builtInWords, sidesInWords } from './ruleWords'
import { choosingWords, waitingWords } from './waitingWords'

const open = new Set(['open_debate', 'open_consultancy'])
const views = arms.flatMap((arm) =>
  (['silent', 'interactive'] as const).map((judge) => {
    const protocol = arm.build({ turns: 'simultaneous', rounds: 4, words: 100, judge })
    const speakers = arm.kind.includes('consultancy') && !arm.kind.includes('double') ? 1 : 2
    const debate = play([], {
      protocol,
      debaters: {},
      ...(speakers === 1 && !open.has(arm.kind) && { lead: 'B' as const }),
      ...(open.has(arm.kind) && { open: { lead: 'r', second: speakers === 2 ? 's' : null } }),
    })
    return { kind: arm.kind, judge, view: viewFor('judge:0', debate, { now: 0 }) }
  }),
)
const of = (kind: string, judge = 'silent') => views.find((one) => one.kind === kind && one.judge === judge)!.view

test('of no arm is anything said that does not hold in it', () => {
  for (const { kind, view } of views) {
    const { speakers } = view.rules
    const said = rulesInWords(view).map(([, text]) => text)
    const all = [...said, ...Object.values(answerHeads(view.rules, true)), sidesInWords(view.rules) ?? ''].join(' ')
    if (speakers !== 2) expect(all, kind).not.toMatch(/both (debaters|sides)|one of the two|the other/i)
    if (speakers !== 1) expect(all, kind).not.toMatch(/the consultant\b|the speaker/i)
    if (speakers === 0) expect(all, kind).not.toMatch(/side A|quote|each round|words each/i)
    if (!view.rules.end.judge) expect(all, kind).not.toMatch(/one of the judges decides/i)
    expect(all, kind).not.toMatch(/undefined|NaN|null|Infinity/)
  }
})

test('what is drawn is said to be drawn, and what is chosen to be chosen', () => {
  expect(sidesInWords(of('debate').rules)).toMatch(/drawn/)
  expect(sidesInWords(of('consultancy').rules)).toMatch(/drawn/)
  expect(sidesInWords(of('open_debate').rules)).toMatch(/chooses/)
  expect(sidesInWords(of('open_consultancy').rules)).toMatch(/speaker chooses/)
  expect(sidesInWords(of('naive').rules)).toBeNull()
})

test('only where both answers are argued is it said before the first belief', () => {
  expect(answerHeads(of('debate').rules, true)).toEqual({ A: 'Side A will argue', B: 'Side B will argue' })
  expect(answerHeads(of('consultancy').rules, true)).toEqual({ A: 'Side A', B: 'Side B' })
  expect(answerHeads(of('consultancy').rules, false)).toEqual({
    A: 'Side A, argued by nobody',
    B: 'Side B, argued by the speaker',
  })
  expect(answerHeads(of('open_consultancy').rules, false)).toEqual({ A: 'Side A', B: 'Side B' }) // not chosen yet
  expect(answerHeads(of('naive').rules, false)).toEqual({ A: 'Answer A', B: 'Answer B' })
})

test('the rules say who ends, what it costs, and that nobody speaks', () => {
  const row = (kind: string, judge: string, name: string) => new Map(rulesInWords(of(kind, judge))).get(name)
  expect(row('consultancy', 'interactive', 'Rounds')).toBe('2 to 4 rounds, one speech in each.')
  expect(row('consultancy', 'interactive', 'Judges')).toMatch(/decides after each round.*write.*0\.05/)
  expect(row('debate', 'silent', 'Judges')).toBeUndefined()
  expect(row('debate', 'silent', 'Rounds')).toBe(
    '4 rounds, both sides at once: neither sees what the other is writing.',
  )
  expect(row('expert', 'silent', 'Rounds')).toBe('None: nobody speaks.')
  expect(row('expert', 'silent', 'Beliefs')).toBeUndefined()
  expect(builtInWords({ speakers: 1 })).toMatch(/^The speaker is/)
})

test('while the lead chooses everybody reads the same; a delay is not blamed on anybody', () => {
  const view = of('open_consultancy')
  expect(view.choosing).toBe(true)
  for (const judging of [true, false])
    expect(waitingWords(view, 0, judging)).toBe('The speaker is choosing which answer to argue.')
  expect(choosingWords(of('open_debate'), true)).toBe('One of the debaters is choosing which answer to argue.')
  expect(choosingWords({ ...view, hold: 'attention' }, true)).toBe('Delayed. Nothing is lost.')
})
