import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, decide, due, replay, roundsOver, type Command } from './debate'
import { debateEvent, type DebateEvent } from './events'
import { play, reveal, sequential, setupOf, simultaneous, speechOf, started } from './fixtures'
import { audiencesOf, mayRead } from './view'

const hold: Command = { type: 'pause' }
test.each<{ when: string; before: Command[]; command: Command; refusal: string }>([
  {
    when: 'one side of a simultaneous turn is revealed alone',
    before: [],
    command: reveal(0, 'A'),
    refusal: 'not-this-turn',
  },
  { when: 'a turn is revealed with B before A', before: [], command: reveal(0, 'B', 'A'), refusal: 'not-this-turn' },
  {
    when: 'a turn is revealed twice',
    before: [reveal(0, 'A', 'B')],
    command: reveal(0, 'A', 'B'),
    refusal: 'not-this-turn',
  },
  { when: 'a later turn comes first', before: [], command: reveal(1, 'A', 'B'), refusal: 'not-this-turn' },
  {
    when: 'a speech says it belongs to another turn',
    before: [],
    command: { type: 'reveal', turn: 0, speeches: [speechOf(1, 'A'), speechOf(1, 'B')] },
    refusal: 'not-this-turn',
  },
  {
    when: 'a judge comments where the protocol has none',
    before: [reveal(0, 'A', 'B')],
    command: { type: 'comment', judgeId: 'j', text: 'Why?' },
    refusal: 'not-now',
  },
  { when: 'it is closed in the middle', before: [reveal(0, 'A', 'B')], command: { type: 'close' }, refusal: 'not-now' },
  { when: 'it is paused twice', before: [hold], command: hold, refusal: 'not-now' },
  { when: 'it is resumed without a hold', before: [], command: { type: 'resume' }, refusal: 'not-now' },
  {
    when: 'it is cancelled after its end',
    before: [reveal(0, 'A', 'B'), reveal(1, 'A', 'B')],
    command: { type: 'cancel', reason: '' },
    refusal: 'not-now',
  },
])('refuses when $when', ({ before, command, refusal }) => {
  expect(decide(play(before), command)).toEqual({ ok: false, error: refusal })
})

test('runs through its turns to the end', () => {
  const debate = play([reveal(0, 'A', 'B'), reveal(1, 'A'), reveal(2, 'B')], { protocol: sequential(2) })
  expect(debate).toMatchObject({ phase: 'completed', seq: 4 })
  expect(due(debate)).toBeNull()
  expect(
    play([reveal(0, 'A', 'B'), reveal(1, 'A'), reveal(2, 'B'), { type: 'close' }], { protocol: sequential(2) }).phase,
  ).toBe('closed')
})

test('a turn that was being written when it was paused is kept; the hold stays', () => {
  expect(play([hold, reveal(0, 'A', 'B')])).toMatchObject({
    phase: 'running',
    hold: 'paused',
    speeches: [{ turn: 0 }, { turn: 0 }],
  })
  expect(play([hold, reveal(0, 'A', 'B'), { type: 'resume' }]).hold).toBeNull()
})

test('counts rounds by whole rounds', () => {
  const at = (...commands: Command[]) => roundsOver(play(commands, { protocol: sequential(3) }))
  expect([
    at(),
    at(reveal(0, 'A', 'B')),
    at(reveal(0, 'A', 'B'), reveal(1, 'A')),
    at(reveal(0, 'A', 'B'), reveal(1, 'A'), reveal(2, 'B')),
  ]).toEqual([0, 1, 1, 2])
})

test('a corrupt log is not folded', () => {
  expect(() => apply(null, { type: 'debate_closed' })).toThrow(/corrupt/)
})

const writing = { turn: 1, side: 'A' as const }
test.each([
  {
    what: 'a simultaneous speech before its turn is whole',
    protocol: simultaneous(2),
    readers: ['side:A', 'researcher'],
  },
  {
    what: 'a lone speech while it is written',
    protocol: sequential(2),
    readers: ['judge:2', 'spectator', 'host', 'side:A', 'side:B', 'researcher'],
  },
  {
    what: 'a lone speech, where judges get whole rounds',
    protocol: { ...sequential(2), liveText: false },
    readers: ['side:A', 'side:B', 'researcher'],
  },
])('who reads $what', ({ protocol, readers }) => {
  const debate = play([reveal(0, 'A', 'B')], { protocol })
  expect(audiencesOf(protocol).filter((audience) => mayRead(audience, debate, writing))).toEqual(readers)
})

test('a judge reads the rounds that beliefs have opened, and no other', () => {
  const debate = play([reveal(0, 'A', 'B'), reveal(1, 'A', 'B')])
  const reads = (opened: number) => [0, 1].filter((turn) => mayRead(`judge:${opened}`, debate, { turn, side: 'B' }))
  expect([reads(0), reads(1), reads(2)]).toEqual([[], [0], [0, 1]])
})

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(5), fc.constantFrom(['A'] as const, ['B'] as const, ['A', 'B'] as const))
      .map(([turn, sides]) => reveal(turn, ...sides)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Command>(
      hold,
      { type: 'resume' },
      { type: 'need_attention' },
      { type: 'close' },
      { type: 'cancel', reason: 'r' },
      { type: 'fail', reason: 'r' },
    ),
  },
)
test('whatever is commanded: the log replays to the same debate, survives storage, and no turn comes twice or half', () => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 40 }),
      fc.constantFrom(simultaneous(3), sequential(3)),
      (commands, protocol) => {
        const log: DebateEvent[] = [{ type: 'debate_started', setup: setupOf({ protocol }) }]
        let debate = started({ protocol })
        for (const next of commands) {
          const decision = decide(debate, next)
          if (!decision.ok) continue
          log.push(decision.value)
          debate = apply(debate, decision.value)
        }
        expect(replay(log.map((event) => debateEvent.parse(JSON.parse(JSON.stringify(event)))))).toEqual(debate)
        expect(debate.seq).toBe(log.length)
        const spoken = debate.speeches.map(({ turn, side }) => `${turn}${side}`)
        expect(spoken).toEqual(
          debate.turns.flatMap(({ sides }, turn) => sides.map((side) => `${turn}${side}`)).slice(0, spoken.length),
        )
      },
    ),
    { numRuns: 1_000 },
  )
})
