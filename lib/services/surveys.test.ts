import { expect, test } from 'vitest'
import { UNDO_MS } from '#lib/core/judging/limits'
import type { Person } from '#lib/core/people/can'
import { itemsFor, type SurveyKind } from '#lib/core/surveys/items'
import { leaksIn } from '#lib/testing/leaks'
import { begin, happen } from '#lib/testing/play'
import { CANARY, person, stage } from '#lib/testing/stage'
import { audienceOf } from './audience'
import { viewDebate } from './debates'
import { actAsJudge } from './judgments'
import { beginAfter } from './judgingAfter'
import { revealFor } from './reveal'
import { joinRoom, roomView } from './rooms'
import { answerSurvey, surveyOf } from './surveys'

const ann = person(1, 'guest', 'Ann')
const cid = person(3, 'guest', 'Cid')
const NAMES = [...CANARY.debaters, ...CANARY.revisions, 'canarymodel']
const answers = {
  convincing: { A: 4, B: 2 },
  helped: { A: 5, B: 1 },
  facts: { A: 3, B: 3 },
  others: 'models',
  why: 'Only one side quoted the end.',
}
const given = { answers, outcomeKnown: false, tookMs: 90_000 }

/** A debate to its end, with one judge and one who watches. `rule`: the judge gives the verdict, which is then final. */
async function over(survey: SurveyKind, { feedback = 'verdict', arm = 'debate', rule = true } = {}) {
  const on = await stage({ survey, feedback: feedback === 'close' ? 'close' : 'verdict', protocol: { arm } })
  await on.join(ann, 'judge')
  await on.join(cid, 'spectator')
  const { fence } = await begin(on)
  const debateId = await on.debateId()
  const act = (command: Parameters<typeof actAsJudge>[3]) => actAsJudge(on.deps, ann.id, debateId, command)
  await act({ type: 'believe', afterRound: 0, percentA: 40 })
  await happen(on, { debateId, fence }, { type: 'reveal' })
  await act({ type: 'believe', afterRound: 1, percentA: 60 })
  await happen(on, { debateId, fence }, { type: 'reveal' })
  if (rule) await act({ type: 'rule', percentA: 80, reason: 'r'.repeat(60) })
  on.clock.now += UNDO_MS
  return { on, debateId, deps: on.deps }
}
type Over = Awaited<ReturnType<typeof over>>

/** Everything that a person can get around the debate, as text. */
const gotBy = async ({ on, debateId, deps }: Over, who: Person, reveal = revealFor): Promise<string> => {
  const seen = await audienceOf(deps, who, debateId)
  return JSON.stringify([
    await reveal(deps, who, debateId),
    await surveyOf(deps, who, debateId),
    await roomView(deps, who, on.code),
    seen && (await viewDebate(deps, seen.audience, debateId, who.id)),
  ])
}
const named = async (at: Over, who: Person, reveal = revealFor) => leaksIn(await gotBy(at, who, reveal), NAMES)

test('without a survey a reveal says who argued, as ever', async () => {
  const at = await over('off')
  expect(await surveyOf(at.deps, ann, at.debateId)).toEqual({ ok: true, value: null })
  expect(await answerSurvey(at.deps, ann, at.debateId, given)).toEqual({ ok: false, error: 'survey-unasked' })
  expect(await named(at, ann)).toEqual(expect.arrayContaining([...CANARY.debaters]))
})

test('who argued is nowhere until this person’s answers are in; what is true is shown all along', async () => {
  const at = await over('short')
  expect(await named(at, ann)).toEqual([])
  const before = await revealFor(at.deps, ann, at.debateId)
  expect(before).toMatchObject({ ok: true, value: { rightSide: 'A', debaters: { A: 'hidden', B: 'hidden' } } })
  expect(await answerSurvey(at.deps, ann, at.debateId, given)).toEqual({ ok: true, value: null })
  expect(await named(at, ann)).toEqual(expect.arrayContaining([...CANARY.debaters]))
})

test('the check finds a reveal that names who argued before the answers are in', async () => {
  const at = await over('short')
  const off = { ...at.deps, rooms: { ...at.deps.rooms, roomOf: async () => null } } // as if the room asked nothing
  expect(await named(at, ann, (_, who, id) => revealFor(off, who, id))).toEqual(
    expect.arrayContaining([...CANARY.debaters]),
  )
})

test('nobody comes round it by changing the seat, nor by the closing of the debate', async () => {
  const at = await over('short')
  await at.on.control({ action: 'close' })
  expect(await named(at, ann)).toEqual([])
  expect(await joinRoom(at.deps, ann, at.on.code, { name: 'Ann', seat: 'spectator' })).toMatchObject({ ok: true })
  expect(await named(at, ann)).toEqual([])
  expect(await named(at, cid)).toEqual(expect.arrayContaining([...CANARY.debaters])) // who only watched is asked nothing
})

test('a judge whose verdict was not in when it was closed is asked nothing', async () => {
  const at = await over('short', { rule: false })
  await at.on.control({ action: 'close' })
  expect(await surveyOf(at.deps, ann, at.debateId)).toEqual({ ok: true, value: null })
})

test('whoever judges it afterwards is asked as well, and blind as well', async () => {
  const at = await over('short')
  await at.on.control({ action: 'close' })
  const late = person(9, 'judge', 'Dora')
  const act = (command: Parameters<typeof actAsJudge>[3]) => actAsJudge(at.deps, late.id, at.debateId, command)
  await beginAfter(at.deps, late, at.debateId, 'timed')
  await act({ type: 'believe', afterRound: 0, percentA: 40 })
  await act({ type: 'rule', percentA: 80, reason: 'r'.repeat(60) })
  await act({ type: 'settle' })
  expect(await surveyOf(at.deps, late, at.debateId)).toMatchObject({ value: { context: { role: 'late' } } })
  const reveal = async () => leaksIn(JSON.stringify(await revealFor(at.deps, late, at.debateId)), NAMES)
  expect(await reveal()).toEqual([])
  expect(await answerSurvey(at.deps, late, at.debateId, given)).toMatchObject({ ok: true })
  expect(await reveal()).toEqual(expect.arrayContaining([...CANARY.debaters]))
})

test('answers come once: sent twice they are one, and others do not take their place', async () => {
  const { deps, debateId } = await over('short')
  const [one, two] = await Promise.all([1, 2].map(() => answerSurvey(deps, ann, debateId, given)))
  expect([one, two]).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ])
  const other = { ...given, answers: { ...answers, others: 'people' } }
  expect(await answerSurvey(deps, ann, debateId, other)).toEqual({ ok: false, error: 'survey-answered' })
  expect(await deps.surveys.of(debateId, ann.id)).toEqual({
    debateId,
    userId: ann.id,
    role: 'judge',
    answers,
    outcomeKnown: false,
    startedAt: deps.now() - 90_000,
    submittedAt: deps.now(),
  })
})

test('refuses what does not answer it, what comes before the outcome may be known, and those without a seat', async () => {
  const { deps, debateId } = await over('full')
  expect(await answerSurvey(deps, ann, debateId, given)).toEqual({ ok: false, error: 'survey-incomplete' })
  const waiting = await over('short', { feedback: 'close' })
  expect(await answerSurvey(waiting.deps, ann, waiting.debateId, given)).toEqual({ ok: false, error: 'not-yet' })
  expect(await surveyOf(waiting.deps, ann, waiting.debateId)).toMatchObject({ value: { answered: false } })
  expect(await answerSurvey(deps, person(50), debateId, given)).toEqual({ ok: false, error: 'not-found' })
  expect(await answerSurvey(deps, cid, debateId, given)).toEqual({ ok: false, error: 'survey-unasked' })
})

test('a lone speaker’s judge is asked about that side alone', async () => {
  const { deps, debateId } = await over('full', { arm: 'consultancy' })
  const asked = await surveyOf(deps, ann, debateId)
  if (!asked.ok || !asked.value) throw new Error('nothing is asked')
  const { context } = asked.value
  expect(context.speakers).toHaveLength(1)
  expect(itemsFor(context).flatMap((item) => (item.form === 'both' ? item.sides : []))).not.toContain(
    context.speakers[0] === 'A' ? 'B' : 'A',
  )
})
