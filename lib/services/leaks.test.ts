import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayKnow, viewFor } from '#lib/core/debate/view'
import { asOf, roundsOpenTo } from '#lib/core/judging/judgment'
import { roundsOver, type Debate } from '#lib/core/debate/debate'
import type { Person } from '#lib/core/people/can'
import { arms } from '#lib/core/protocols/arms'
import { leaksIn } from '#lib/testing/leaks'
import {
  begin,
  draftOf,
  happen,
  happenings,
  judges,
  reasonOf,
  watcher,
  wishOf,
  type Happening,
} from '#lib/testing/play'
import { CANARY, lineOf, stage, type Stage } from '#lib/testing/stage'
import { audienceOf } from './audience'
import { viewDebate } from './debates'
import { revealFor } from './reveal'
import { roomView } from './rooms'

type Doors = { view: typeof viewDebate; room: typeof roomView; reveal: typeof revealFor }
const doors: Doors = { view: viewDebate, room: roomView, reveal: revealFor }
type Kind = {
  arm: string
  turns: 'simultaneous' | 'sequential'
  judge: 'silent' | 'interactive'
  feedback: 'verdict' | 'close'
}

const ALWAYS = [CANARY.reasoning, CANARY.fault, 'canaryhash', '987654', CANARY.sourceId, 'canarymodel']
const UNTIL_KNOWN = [
  CANARY.source,
  CANARY.evidence,
  'CANARYTITLE',
  'rightSide',
  ...CANARY.revisions,
  ...CANARY.debaters,
]

/** Everything one person can get, as text, with what must not be in it now. */
async function seenBy(
  on: Stage,
  who: Person,
  { view, room, reveal }: Doors,
): Promise<{ text: string; knows: boolean; found: string[] }> {
  const { deps } = on
  const debate = await on.debate()
  const { debateId, protocol } = debate.setup
  const reader = protocol.judgeSeesSource && judges.some(({ id }) => id === who.id) // the one arm whose judge reads it
  const at = await audienceOf(deps, who, debateId)
  if (!at) throw new Error('no seat')
  const own = at.audience.startsWith('judge:') ? await deps.judgments.read(debateId, who.id) : null
  const record = own && asOf(own, deps.now())
  const knows = mayKnow(debate, record ?? undefined)
  const [shown, around, revealed] = [
    await view(deps, at.audience, debateId, who.id),
    await room(deps, who, on.code),
    await reveal(deps, who, debateId),
  ]
  const host = who.id === on.host.id
  // Even a careless service, which reads the key for everybody, shows nothing: viewFor() itself asks who may know.
  const { right } = await deps.readAnswerKey('q', 'reveal')
  const careless = viewFor(at.audience, debate, {
    now: deps.now(),
    key: right,
    source: reader ? `${CANARY.source}. ${CANARY.evidence}. The end.` : CANARY.source,
    ...(own && { own }),
  })
  const text = JSON.stringify([shown, around, revealed, careless])

  // What this person may read, worked out anew and not by the code under test.
  const ended = ['closed', 'cancelled', 'failed'].includes(debate.phase)
  const opened =
    own !== null || at.audience.startsWith('judge:') ? (ended ? 99 : record ? roundsOpenTo(debate, record) : 0) : 99
  const unread = debate.turns.flatMap(({ round, sides }, turn) => {
    const said = debate.speeches.some((speech) => speech.turn === turn)
    const readable = round <= opened && said && (round <= roundsOver(debate) || sides.length === 1 || said)
    const along = sides.length === 1 && round <= opened && !said
    return sides.flatMap((side) => [...(readable ? [] : [lineOf(turn, side)]), ...(along ? [] : [draftOf(turn, side)])])
  })
  // What the judge who presides asks is for those who have said what they think of that round.
  const wishes = [1, 2].filter((round) => {
    const asked = debate.messages.some((message) => message.round === round)
    return debate.presides === who.id ? false : !asked || opened <= round
  })
  const others = judges.flatMap((judge, i) => (judge.id === who.id || knows ? [] : [reasonOf(i)]))
  const forbidden = [
    ...(host ? ALWAYS.filter((secret) => secret !== CANARY.fault) : ALWAYS), // the host reads why it stands still
    ...(host ? ['rightSide', CANARY.source, CANARY.evidence] : UNTIL_KNOWN)
      .filter(() => !knows)
      .filter((secret) => !(reader && (secret === CANARY.source || secret === CANARY.evidence))),
    ...wishes.map(wishOf),
    '"probability"',
    '0.7731829',
    ...others,
    ...unread,
    ...(debate.setup.open && opened === 0 ? ['"sides":'] : []), // which answer was chosen says something
  ].filter((secret) => !(knows && ['canarymodel', '987654'].includes(secret)))
  return { text, knows, found: leaksIn(text, forbidden) }
}

/** What was told to all of an audience: never anybody's own record, and the source only to those who read it. */
function broadcastLeaks(on: Stage, debate: Debate): string[] {
  const closed = debate.phase === 'closed'
  return on.told.flatMap((one) => {
    if (!('to' in one)) return Object.keys(one).sort().join() === 'room,version' ? [] : ['more than a hint']
    const readers = [one.to].flat()
    const text = JSON.stringify(one)
    const staff = readers.every((to) => to === 'researcher' || to.startsWith('side:'))
    const secrets = [...ALWAYS, ...UNTIL_KNOWN, reasonOf(0), reasonOf(1), '"own":', 'percentA']
    const expert = debate.setup.protocol.judgeSeesSource && readers.every((to) => to.startsWith('judge:'))
    const may = staff ? [CANARY.source, CANARY.evidence, '987654'] : expert ? [CANARY.source, CANARY.evidence] : []
    return leaksIn(
      text,
      secrets.filter((secret) => !may.includes(secret) && !(closed && secret === 'rightSide')),
    )
  })
}

const people = (on: Stage) => [...judges, watcher, on.host]

/** Plays one sequence; collects what leaked, and what somebody who may not know yet was shown. */
async function play(kind: Kind, key: 0 | 1, sequence: readonly Happening[], through: Doors) {
  const { arm, turns, judge } = kind
  const on = await stage({ key, protocol: { arm, turns, judge }, feedback: kind.feedback })
  const begun = await begin(on)
  const found: string[] = []
  const unknowing: string[] = []
  let known = 0
  const look = async (when: string) => {
    for (const who of people(on)) {
      const seen = await seenBy(on, who, through)
      found.push(...seen.found.map((secret) => `${who.name} after ${when}: ${secret}`))
      if (seen.knows) known++
      else unknowing.push(seen.text)
    }
    found.push(...broadcastLeaks(on, await on.debate()).map((secret) => `told after ${when}: ${secret}`))
    on.told.splice(0)
  }
  await look('start')
  for (const what of sequence) {
    await happen(on, begun, what)
    await look(what.type)
  }
  return { found, unknowing, known }
}

const kinds = fc.record({
  arm: fc.constantFrom(...arms.map(({ kind }) => kind)),
  turns: fc.constantFrom('simultaneous' as const, 'sequential' as const),
  judge: fc.constantFrom('silent' as const, 'interactive' as const),
  feedback: fc.constantFrom('verdict' as const, 'close' as const),
})

test(
  'whatever happens, nobody is shown what they may not know, and a twin with the other key looks the same',
  { timeout: 120_000 },
  async () => {
    let [known, unknown] = [0, 0]
    await fc.assert(
      fc.asyncProperty(kinds, happenings, async (kind, sequence) => {
        const [one, twin] = [await play(kind, 0, sequence, doors), await play(kind, 1, sequence, doors)]
        expect(one.found).toEqual([])
        expect(twin.found).toEqual([])
        expect(twin.unknowing).toEqual(one.unknowing)
        known += one.known
        unknown += one.unknowing.length
      }),
      { numRuns: 80 },
    )
    expect(Math.min(known, unknown)).toBeGreaterThan(20) // a property that never meets its case proves nothing
  },
)

const whole: Happening[] = [
  { type: 'write', side: 'A' },
  { type: 'believe', judge: 0, percentA: 50 },
  { type: 'reveal' },
  { type: 'believe', judge: 0, percentA: 60 },
  { type: 'reveal' },
  { type: 'rule', judge: 0, percentA: 70 },
]
const simple: Kind = { arm: 'debate', turns: 'simultaneous', judge: 'silent', feedback: 'verdict' }
const asJudge = (audience: string) => audience.startsWith('judge:')

const plants: { what: string; leaky: Partial<Doors>; expects: string }[] = [
  {
    what: 'the source in a judge’s view',
    leaky: {
      view: async (...given) =>
        withMore(await viewDebate(...given), asJudge(given[1]) ? { source: CANARY.source } : {}),
    },
    expects: CANARY.source,
  },
  {
    what: 'a debater’s id in base64',
    leaky: {
      view: async (...given) =>
        withMore(await viewDebate(...given), { etag: Buffer.from(`v1/${CANARY.revisions[0]}/`).toString('base64') }),
    },
    expects: CANARY.revisions[0],
  },
  {
    what: 'the right side before the verdict',
    leaky: { view: async (...given) => withMore(await viewDebate(...given), { rightSide: 'A' as const }) },
    expects: 'rightSide',
  },
  {
    what: 'the sealed speech',
    leaky: {
      view: async (...given) =>
        withMore(await viewDebate(...given), { live: await given[0].attempts.running(given[2]) }),
    },
    expects: draftOf(0, 'A'),
  },
  {
    what: 'a round that no belief has opened',
    leaky: {
      view: (deps, audience, ...given) => viewDebate(deps, asJudge(audience) ? 'spectator' : audience, ...given),
    },
    expects: lineOf(0, 'A'),
  },
  {
    what: 'a judge’s reason in the room',
    leaky: {
      room: async (...given) =>
        withMore(await roomView(...given), {
          reasons: [reasonOf(0)],
        }),
    },
    expects: reasonOf(0),
  },
  {
    what: 'debaters’ names to a judge',
    leaky: {
      room: async (deps, who, ...given) =>
        withMore(await roomView(deps, who, ...given), {
          by: (await deps.debaters.revision(CANARY.revisions[1]))?.name,
        }),
    },
    expects: CANARY.debaters[1],
  },
]
test.each(plants)('the check finds $what when it is planted', async ({ leaky, expects }) => {
  const { found } = await play(simple, 0, whole, { ...doors, ...leaky })
  expect(found.join('\n')).toContain(expects)
})

test('the twins part when anything follows the key', async () => {
  const leaky: Doors = {
    ...doors,
    view: async (...given) =>
      withMore(await viewDebate(...given), { order: (await given[0].readAnswerKey('q', 'reveal')).right }),
  }
  const [one, twin] = [await play(simple, 0, whole, leaky), await play(simple, 1, whole, leaky)]
  expect(twin.unknowing).not.toEqual(one.unknowing)
})

test('the check finds somebody’s own record in what is told to all', async () => {
  const on = await stage()
  await begin(on)
  on.told.splice(0)
  const view = await viewDebate(on.deps, 'judge:0', await on.debateId(), judges[0].id)
  if (!view) throw new Error('no view')
  on.deps.live.view('judge:0', view)
  expect(broadcastLeaks(on, await on.debate())).toContain('"own":')
})

/** What a careless change would add. */
const withMore = <T>(value: T, more: object): T => (value === null ? value : { ...value, ...more })
