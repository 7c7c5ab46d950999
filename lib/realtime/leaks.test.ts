import { afterEach, expect, test } from 'vitest'
import type { Live, Speaker } from '#lib/ports'
import { advance } from '#lib/services/engine'
import { actAsJudge } from '#lib/services/judgments'
import { slots } from '#lib/services/slots'
import { leaksIn } from '#lib/testing/leaks'
import { socketServer, until, type Client } from '#lib/testing/sockets'
import { CANARY, lineOf, person, stage } from '#lib/testing/stage'

const [ann, bob, cid] = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob'), person(3, 'guest', 'Cid')]
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Thinks aloud in every way a model has, and argues in words found nowhere else, piece by piece. */
const speaker: Speaker = {
  request: () => ({ messages: [CANARY.source, CANARY.evidence] }),
  async *speak(_, { turn, side }, signal) {
    yield { type: 'reasoning', text: CANARY.reasoning }
    const speech = `<thinking>${CANARY.reasoning}</thinking><argument>${lineOf(turn, side)} ${'and so it goes on '.repeat(8)}to its end.</argument>`
    for (let at = 0; at < speech.length; at += 25) {
      if (signal.aborted) return
      yield { type: 'text', text: speech.slice(at, at + 25) }
      await new Promise((resolve) => setImmediate(resolve))
    }
    yield { type: 'end', finishReason: 'stop', model: 'canarymodel-0', tokensIn: 1, tokensOut: 1 }
  },
}

const SECRETS = [
  CANARY.source,
  CANARY.evidence,
  CANARY.reasoning,
  CANARY.fault,
  CANARY.sourceId,
  'CANARYTITLE',
  'CANARYREASONANN',
  'canarymodel',
  'rightSide',
  ...CANARY.debaters,
  ...CANARY.revisions,
  ann.id,
]
const reason = 'CANARYREASONANN for the second speech said nothing of what the first had shown.'

/** Every frame that arrives, as it came over the wire. */
function record(client: Client): string[] {
  const frames: string[] = []
  client.io.engine.on('packet', ({ data }) => void frames.push(String(data)))
  return frames
}

/**
 * A whole debate: round 1 sealed, round 2 in turn, read along. Ann judges and hands in her verdict before the others;
 * Bob is slower; Cid watches; nobody but them is in the room.
 */
async function wholeDebate(turns: 'simultaneous' | 'sequential', wrap?: (live: Live) => Live) {
  const on = await stage({ protocol: { turns }, speaker })
  const server = await socketServer(on.deps, [ann, bob, cid, on.host], { pollMs: 20, ...(wrap && { wrap }) })
  closers.push(server.close)
  Object.assign(on.deps, { live: server.deps.live })
  for (const who of [ann, bob]) await on.join(who, 'judge')
  await on.join(cid, 'spectator')
  const clients = { bob: await server.client(bob), cid: await server.client(cid) }
  const frames = { bob: record(clients.bob), cid: record(clients.cid) }
  const everybody = Object.values(clients)
  for (const client of everybody) await client.emitWithAck('room.subscribe', { code: on.code })
  await on.control({ action: 'start', from: 0 })
  const debateId = await on.debateId()
  const subscribe = () => Promise.all(everybody.map((client) => client.emitWithAck('debate.subscribe', { debateId })))
  const believe = async (who: typeof ann, afterRound: number) => {
    const done = await actAsJudge(on.deps, who.id, debateId, { type: 'believe', afterRound, percentA: 60 })
    if (!done.ok) throw new Error(done.error)
    await subscribe() // asks again, as a page does after a belief
  }
  await subscribe()
  await believe(ann, 0)
  await advance(
    on.deps,
    { owner: 'w', slots: slots(), random: () => 0, rate: async () => [] },
    debateId,
    new AbortController().signal,
  )
  expect((await on.debate()).phase).toBe('completed')
  const beforePrior = frames.bob.join('\n')
  await believe(ann, 1)
  await actAsJudge(on.deps, ann.id, debateId, { type: 'rule', percentA: 80, reason })
  await actAsJudge(on.deps, ann.id, debateId, { type: 'settle' })
  await believe(bob, 0)
  const afterPrior = frames.bob.join('\n')
  await believe(bob, 1)
  for (const client of everybody) {
    await client.emitWithAck('room.subscribe', { code: on.code })
    for (const side of ['A', 'B'] as const)
      await client.emitWithAck('speech.sync', { debateId, turn: 0, side, offset: 0 })
    await client.emitWithAck('debate.subscribe', { debateId: 'not-a-debate' })
  }
  const sent = Object.values(frames).flat()
  const before = sent.join('\n')
  await on.control({ action: 'close' })
  await until(() => frames.cid.join('').includes('rightSide'), 'the right side, once the debate is closed')
  return { before, beforePrior, afterPrior, watched: frames.cid, debateId }
}

test.each(['simultaneous', 'sequential'] as const)(
  '%s: no frame holds what its reader may not know yet',
  async (turns) => {
    const { before, beforePrior, afterPrior, watched } = await wholeDebate(turns)
    expect(leaksIn(before, SECRETS)).toEqual([])
    expect(before).toContain(lineOf(0, 'A')) // the recorder hears
    expect(beforePrior).not.toContain('SPEECHLINE')
    expect(afterPrior).toContain(lineOf(0, 'B'))
    expect(afterPrior).not.toContain(lineOf(1, 'A'))
    // Of a sealed turn nothing comes in pieces; of a lone one everything does.
    const pieces = watched.filter((frame) => frame.includes('speech.delta')).join('')
    expect(pieces).not.toContain('"turn":0')
    expect(pieces.includes('"turn":1')).toBe(turns === 'sequential')
  },
)

const plants: { what: string; wrap: (live: Live) => Live; expects: string }[] = [
  {
    what: 'the source',
    wrap: (live) => ({ ...live, view: (to, view) => live.view(to, { ...view, source: CANARY.source }) }),
    expects: CANARY.source,
  },
  {
    what: 'a debater, in base64',
    wrap: (live) => ({
      ...live,
      view: (to, view) =>
        live.view(to, { ...view, question: Buffer.from(`${view.question} ${CANARY.revisions[1]}`).toString('base64') }),
    }),
    expects: CANARY.revisions[1],
  },
  {
    what: 'the right side',
    wrap: (live) => ({ ...live, view: (to, view) => live.view(to, { ...view, rightSide: 'A' }) }),
    expects: 'rightSide',
  },
  {
    what: 'what a model thought',
    wrap: (live) => ({
      ...live,
      delta: (to, delta) => live.delta(['spectator', ...to], { ...delta, text: CANARY.reasoning }),
    }),
    expects: CANARY.reasoning,
  },
]
test.each(plants)('the recorder finds $what when it is planted', async ({ wrap, expects }) => {
  const { before } = await wholeDebate('sequential', wrap)
  expect(leaksIn(before, SECRETS)).toContain(expects)
})

test('the recorder finds a sealed speech that is told while it is written', async () => {
  const told = (live: Live): Live => ({
    ...live,
    delta: (to, delta) => live.delta([...new Set(['spectator' as const, ...to])], delta),
  })
  const { watched } = await wholeDebate('simultaneous', told)
  expect(watched.filter((frame) => frame.includes('speech.delta')).join('')).toContain('"turn":0')
})
