import { expect, test } from 'vitest'
import {
  asOf,
  blank,
  decideJudgment,
  presides,
  roundsOpenTo,
  UNDO_MS,
  type JudgeCommand,
  type Judgment,
} from '#lib/core/judging/judgment'
import { arms } from '#lib/core/protocols/arms'
import { pick, randomFrom } from '#lib/core/random'
import { apply, choiceDue, decide, due, lastRound, replay, roundsOver, type Command, type Debate } from './debate'
import type { DebateEvent, Setup } from './events'
import { setupOf, speechOf } from './fixtures'
import { roundsOf, speakersOf, type Protocol } from './protocol'
import { mayKnow, viewFor } from './view'

const SEQUENCES = 50_000
const STEPS = 24
const JUDGES = ['ann', 'bob', 'cid'] // cid comes afterwards, if at all

type Play = { log: DebateEvent[]; debate: Debate; records: Map<string, Judgment>; now: number }

const protocols: Protocol[] = arms.flatMap((arm) =>
  [1, 3].flatMap((rounds) =>
    (['simultaneous', 'sequential'] as const).flatMap((turns) =>
      (['silent', 'interactive'] as const).map((judge) => arm.build({ turns, rounds, words: 100, judge })),
    ),
  ),
)

function begin(random: () => number): Play {
  const protocol = pick(random, protocols)
  const names = (['one', 'two'] as const).slice(0, speakersOf(protocol))
  const lead = random() < 0.5 ? ('A' as const) : ('B' as const)
  const placed: Partial<Setup> =
    protocol.sides === 'chosen_by_lead'
      ? { debaters: {}, open: { lead: names[0]!, second: names[1] ?? null } }
      : names.length === 1
        ? { debaters: { [lead]: names[0]! }, lead }
        : { debaters: names.length === 2 ? { A: names[0]!, B: names[1]! } : {} }
  const setup = setupOf({
    protocol,
    ...placed,
    feedback: random() < 0.5 ? 'verdict' : 'close',
    ...(random() < 0.8 && { presides: 'ann' }),
  })
  const event: DebateEvent = { type: 'debate_started', setup }
  return { log: [event], debate: apply(null, event), records: new Map(), now: 1_000 }
}

const percent = (random: () => number) => 1 + Math.floor(random() * 99)

function debateCommand(random: () => number, debate: Debate): Command {
  const round = roundsOver(debate) + (random() < 0.1 ? 1 : 0)
  const open = due(debate)
  const turn = (open?.turn ?? 0) + (random() < 0.1 ? 1 : 0)
  const sides = random() < 0.1 ? (['B', 'A'] as const) : (open?.sides ?? (['A'] as const))
  const reveal: Command = {
    type: 'reveal',
    turn,
    speeches: sides.map((side) => speechOf(turn, side, `SAID-${turn}${side}`)),
  }
  return pick(random, [
    reveal,
    reveal,
    reveal,
    reveal, // most of what happens
    { type: 'choose', answerIndex: random() < 0.5 ? 0 : 1, probability: null },
    { type: 'choose', answerIndex: 0, probability: 0.7 },
    { type: 'go_on', round, percentA: percent(random) },
    { type: 'go_on', round, percentA: percent(random) },
    { type: 'end', round },
    { type: 'comment', judgeId: 'ann', text: `ASKED-${round}` },
    { type: 'appoint', judgeId: pick(random, JUDGES) },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'need_attention' },
    ...(random() < 0.1
      ? ([{ type: 'close' }, { type: 'cancel', reason: 'r' }, { type: 'fail', reason: 'r' }] as const)
      : []),
  ] satisfies Command[])
}

function judgeCommand(random: () => number, { debate }: Play, own: Judgment): JudgeCommand {
  const percentA = percent(random)
  const said = presides(debate, own) && random() < 0.3 ? { comment: { text: `WISH-${own.trail.length}` } } : {}
  return pick(random, [
    { type: 'believe', afterRound: own.trail.length, percentA, ...said },
    { type: 'believe', afterRound: own.trail.length, percentA, ...said },
    { type: 'believe', afterRound: own.trail.length + 1, percentA },
    { type: 'rule', percentA, reason: 'because of what was said' },
    { type: 'rule', percentA, reason: 'because of what was said' },
    { type: 'undo' },
    { type: 'settle' },
    ...(own.judgeId === 'cid'
      ? ([
          { type: 'begin', mode: 'stepped' },
          { type: 'begin', mode: 'timed' },
        ] as const)
      : []),
  ] satisfies JudgeCommand[])
}

/** What must be true whatever was played, said without the rules' own code where that is possible. */
function check(play: Play, before: Debate, event: DebateEvent): void {
  const { debate, log } = play
  const { protocol } = debate.setup
  expect(debate.seq).toBe(log.length)
  const ended = ['closed', 'cancelled', 'failed']
  expect(ended.includes(before.phase) && event.type !== 'debate_closed').toBe(false) // nothing comes after the end
  if (event.type === 'turn_revealed') {
    expect(before.hold === 'judge' || choiceDue(before)).toBe(false)
    expect(event.speeches.map(({ side }) => side)).toEqual([...event.speeches.map(({ side }) => side)].sort())
    const last = Math.max(-1, ...before.speeches.map(({ turn }) => turn))
    expect(event.speeches.every(({ turn }) => turn === last + 1)).toBe(true)
  }
  if (event.type === 'side_chosen') expect(log.filter(({ type }) => type === 'side_chosen')).toHaveLength(1)
  if (event.type === 'judge_ended') {
    expect(protocol.end.kind === 'judge' && event.round >= protocol.end.minRounds).toBe(true)
    expect(debate.phase).toBe('completed')
  }
  const rounds = new Set(debate.speeches.map(({ turn }) => debate.turns[turn]?.round))
  expect(rounds.has(undefined)).toBe(false)
  expect(rounds.size).toBeLessThanOrEqual(lastRound(debate))
  if (protocol.end.kind === 'judge') {
    const wentOn = log.filter(({ type }) => type === 'judge_continued').length
    expect(rounds.size).toBeLessThanOrEqual(wentOn + 1) // no round without its judge
    expect(debate.messages.map(({ round }) => round)).toEqual([...new Set(debate.messages.map(({ round }) => round))])
  } else expect(debate.messages).toEqual([])
  if (debate.phase === 'completed' && protocol.end.kind === 'fixed') expect(rounds.size).toBe(roundsOf(protocol))
  for (const side of ['A', 'B'] as const)
    if (debate.speeches.some((speech) => speech.side === side)) expect(debate.debaters[side]).toBeDefined()
}

function checkViews({ debate, records, now, log }: Play): void {
  expect(replay(log)).toEqual(debate)
  const { protocol } = debate.setup
  for (const judgeId of JUDGES) {
    const own = asOf(records.get(judgeId) ?? blank(debate.setup.debateId, judgeId), now)
    const opened = roundsOpenTo(debate, own)
    const view = viewFor(`judge:${opened}`, debate, { now, own, key: 1, source: undefined })
    const sent = JSON.stringify(view)
    const unread = debate.speeches.filter(({ turn }) => debate.turns[turn]!.round > opened)
    for (const { text } of unread) expect(sent).not.toContain(text)
    expect('rightSide' in view).toBe(mayKnow(debate, own))
    for (const secret of ['"one"', '"two"', 'revision', 'seed/0', 'probability']) expect(sent).not.toContain(secret)
    for (const other of JUDGES) if (other !== judgeId) expect(sent).not.toContain(`"judgeId":"${other}"`)
    for (const message of view.messages) expect(message.round).toBeLessThan(opened)
  }
  const own = viewFor('spectator', debate, { now, source: undefined })
  expect(own.own).toBeUndefined()
  for (const side of ['A', 'B'] as const) {
    const read = viewFor(`side:${side}`, debate, { now }).speeches
    if (protocol.debaterSees === 'own') expect(read.every((speech) => speech.side === side)).toBe(true)
  }
}

test(`no rule breaks in ${SEQUENCES.toLocaleString('en')} random sequences of commands over every arm`, () => {
  const met = new Map<string, number>()
  for (let n = 0; n < SEQUENCES; n++) {
    const random = randomFrom(`play/${n}`)
    const play = begin(random)
    for (let step = 0; step < STEPS; step++) {
      play.now += random() < 0.3 ? UNDO_MS : 500
      if (random() < 0.55) {
        const before = play.debate
        const decision = decide(before, debateCommand(random, before))
        if (!decision.ok) continue
        play.log.push(decision.value)
        play.debate = apply(before, decision.value)
        check(play, before, decision.value)
        met.set(decision.value.type, (met.get(decision.value.type) ?? 0) + 1)
      } else {
        const judgeId = pick(random, JUDGES)
        const own = play.records.get(judgeId) ?? blank(play.debate.setup.debateId, judgeId)
        const command = judgeCommand(random, play, own)
        const decision = decideJudgment(play.debate, own, command, play.now)
        const was = asOf(own, play.now)
        if (was.phase === 'final') expect(decision.ok).toBe(false)
        if (!decision.ok) continue
        const next = decision.value
        expect(next.acts).toBe(own.acts + 1)
        const shift = play.debate.setup.protocol.judge.prior ? 0 : 1
        expect(next.trail.map(({ afterRound }) => afterRound)).toEqual(next.trail.map((_, i) => i + shift))
        for (const { afterRound } of next.trail)
          expect(afterRound).toBeLessThanOrEqual(Math.max(own.trail.length - 1, roundsOver(play.debate)))
        if (command.type === 'begin') expect(play.debate.phase).not.toBe('running')
        if (play.debate.phase === 'closed') expect(next.after).toBeDefined()
        if (command.type === 'rule' && play.debate.phase === 'running') expect(presides(play.debate, own)).toBe(true)
        play.records.set(judgeId, next)
        met.set(command.type, (met.get(command.type) ?? 0) + 1)
      }
    }
    if (n % 5 === 0) checkViews(play)
  }
  const least = [
    'turn_revealed',
    'side_chosen',
    'judge_continued',
    'judge_ended',
    'judge_message',
    'judge_appointed',
    'believe',
    'rule',
    'undo',
    'settle',
    'debate_closed',
    'begin',
  ]
  for (const type of least) expect([type, met.get(type) ?? 0]).toEqual([type, expect.toSatisfy((n: number) => n > 100)])
}, 240_000)
