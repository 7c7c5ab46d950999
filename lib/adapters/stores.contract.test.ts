import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { consultancy } from '#lib/core/protocols/consultancy'
import { debate } from '#lib/core/protocols/debate'
import type { DebateEvent, Setup, Speech } from '#lib/core/debate/events'
import { blank, type Judgment } from '#lib/core/judging/judgment'
import type { AttemptEnd, AttemptStore, DebateStore, JudgmentStore, LeaseStore, NewAttempt } from '#lib/ports'
import { memoryAttempts } from './memory/attempts'
import { memoryDebates, memoryLeases } from './memory/debates'
import { memoryJudgments } from './memory/judgments'
import { emptyWorld } from './memory/world'
import { testDatabase, type TestDatabase } from './postgres/testDatabase'
import { prismaAnswerKey } from './prisma/answerKey'
import { prismaAttempts } from './prisma/attempts'
import { prismaClient } from './prisma/client'
import { prismaDebates } from './prisma/debates'
import { prismaJudgments } from './prisma/judgments'
import { prismaLeases } from './prisma/leases'

type Stores = { debates: DebateStore; leases: LeaseStore; attempts: AttemptStore; judgments: JudgmentStore }
type Place = { stores: Stores; judge(): Promise<string> }

let database: TestDatabase
let pool: pg.Pool
let db: ReturnType<typeof prismaClient>
const questionId = randomUUID()
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 8 })
  db = prismaClient(pool)
  const set = await db.questionSet.create({ data: { name: 'set' } })
  const source = await db.source.create({ data: { sha256: 'sha', title: 'title', text: 'text', words: 1 } })
  await db.question.create({
    data: { id: questionId, setId: set.id, sourceId: source.id, text: '?', answer0: 'x', answer1: 'y', hash: 'hash' },
  })
  await db.answerKey.create({ data: { questionId, right: 1, evidence: ['text'] } })
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})

const places: [string, () => Place][] = [
  [
    'memory',
    () => {
      const world = emptyWorld()
      const stores = {
        debates: memoryDebates(world),
        leases: memoryLeases(world),
        attempts: memoryAttempts(world),
        judgments: memoryJudgments(world),
      }
      return { stores, judge: async () => randomUUID() }
    },
  ],
  [
    'PostgreSQL',
    () => ({
      stores: {
        debates: prismaDebates(db),
        leases: prismaLeases(db),
        attempts: prismaAttempts(db),
        judgments: prismaJudgments(db),
      },
      judge: async () => (await db.user.create({ data: { role: 'judge', name: 'Jo' } })).id,
    }),
  ],
]

const LONG = 60_000
const setupOf = (debateId: string): Setup => ({
  debateId,
  questionId,
  question: '?',
  answers: ['x', 'y'],
  answerOrder: [0, 1],
  sourceId: 's',
  protocol: debate({ turns: 'simultaneous', rounds: 1, words: 100 }),
  debaters: { A: 'a', B: 'b' },
  allBuiltIn: true,
  feedback: 'verdict',
  seed: 'seed',
})
const speechOf = (side: 'A' | 'B', text = 'words'): Speech => ({ turn: 0, side, text, quotes: [], flags: [] })
const revealed: DebateEvent = { type: 'turn_revealed', speeches: [speechOf('A'), speechOf('B')] }
const attemptOf = (debateId: string, fence: number): NewAttempt => ({
  debateId,
  turn: 0,
  side: 'A',
  sample: 1,
  piece: 'speech',
  revisionId: 'r',
  fence,
  request: { asked: true },
})
const ending = (state: AttemptEnd['state'], more: Partial<AttemptEnd> = {}): AttemptEnd => ({
  state,
  text: 'words',
  reasoning: '',
  modelReturned: 'm',
  finishReason: 'stop',
  tokensIn: 1,
  tokensOut: 2,
  usageEstimated: false,
  costMicros: 3,
  firstTokenMs: 4,
  durationMs: 5,
  error: null,
  ...more,
})

describe.each(places)('the stores in %s', (_, make) => {
  async function started() {
    const { stores, judge } = make()
    const id = randomUUID()
    expect(await stores.debates.commit(id, 0, [{ type: 'debate_started', setup: setupOf(id) }])).toBe(true)
    return { ...stores, id, judge }
  }
  async function claimed() {
    const at = await started()
    const fence = await at.leases.claim(at.id, 'one', LONG)
    if (fence === null) throw new Error('not claimed')
    return { ...at, fence }
  }

  test('a person’s speech is kept once, whoever writes meanwhile, and never once the debate is over', async () => {
    const { debates, attempts, id, fence } = await claimed()
    const writing = await attempts.open(attemptOf(id, fence))
    const many = await Promise.all(Array.from({ length: 8 }, (_, i) => attempts.speak(id, 'p', speechOf('A', `${i}`))))
    expect(many.filter(Boolean)).toHaveLength(1)
    const kept = (await attempts.ofTurn(id, 0)).filter(({ state }) => state === 'accepted')
    expect(kept).toMatchObject([{ side: 'A', text: `${many.indexOf(true)}`, piece: 'speech', durationMs: 0 }])
    expect(kept[0]?.speech).toEqual(speechOf('A', `${many.indexOf(true)}`))
    expect(await attempts.end(writing?.id ?? '', ending('accepted'))).toBe(false) // the side has spoken
    expect(await debates.commit(id, 1, [{ type: 'debate_cancelled', reason: 'r' }])).toBe(true)
    expect(await attempts.speak(id, 'p', speechOf('B'))).toBe(false)
    expect(await attempts.speak(randomUUID(), 'p', speechOf('B'))).toBe(false)
  })

  test('a debate that waits for a person is nobody’s to claim until it is called', async () => {
    const { debates, leases, id, fence } = await claimed()
    await leases.awaitPerson(id, fence - 1) // a stale owner’s
    expect(await leases.renew(id, fence, LONG)).toBe(true)
    await leases.awaitPerson(id, fence)
    expect(await leases.awaiting(1_000)).toContain(id)
    expect([await leases.claim(id, 'two', LONG), await leases.renew(id, fence, LONG)]).toEqual([null, false])
    expect(await leases.claimable(1_000)).not.toContain(id)
    await leases.call(id)
    await leases.call(id)
    expect(await leases.awaiting(1_000)).not.toContain(id)
    const next = await leases.claim(id, 'two', LONG)
    expect(next).toBeGreaterThan(fence)
    expect(await debates.commit(id, 1, [{ type: 'paused' }])).toBe(true)
    await leases.awaitPerson(id, next ?? 0) // what holds it already goes on holding it
    await leases.call(id)
    expect(await leases.claim(id, 'three', LONG)).toBeNull()
  })

  test('tell when the newest event was committed', async () => {
    const { debates, id } = await started()
    const first = await debates.lastAt(id)
    expect(Math.abs((first ?? 0) - Date.now())).toBeLessThan(60_000)
    await debates.commit(id, 1, [{ type: 'paused' }])
    expect(await debates.lastAt(id)).toBeGreaterThanOrEqual(first ?? Infinity)
    expect(await debates.lastAt(randomUUID())).toBeNull()
  })

  test('give back the events that were committed, in order', async () => {
    const { debates, id } = await started()
    expect(await debates.commit(id, 1, [{ type: 'paused' }, { type: 'resumed' }])).toBe(true)
    expect((await debates.read(id)).map((event) => event.type)).toEqual(['debate_started', 'paused', 'resumed'])
    expect(await debates.read(randomUUID())).toEqual([])
  })

  test('of twenty commits after the same event, one lands', async () => {
    const { debates, id } = await started()
    const landed = await Promise.all(Array.from({ length: 20 }, () => debates.commit(id, 1, [{ type: 'paused' }])))
    expect(landed.filter(Boolean)).toHaveLength(1)
    expect(await debates.read(id)).toHaveLength(2)
  })

  test('refuse a second start and a commit that leaves a gap', async () => {
    const { debates, id } = await started()
    expect(await debates.commit(id, 0, [{ type: 'debate_started', setup: setupOf(id) }])).toBe(false)
    expect(await debates.commit(id, 2, [{ type: 'paused' }])).toBe(false)
    expect(await debates.commit(randomUUID(), 1, [{ type: 'paused' }])).toBe(false)
  })

  test('of twenty claims at once, one gets the lease', async () => {
    const { leases, id } = await started()
    const fences = await Promise.all(Array.from({ length: 20 }, (_, n) => leases.claim(id, `w${n}`, LONG)))
    expect(fences.filter((fence) => fence !== null)).toHaveLength(1)
  })

  test('a lease that ran out is claimed with a higher fence, and the old owner can write nothing', async () => {
    const { leases, debates, attempts, id } = await started()
    const old = (await leases.claim(id, 'old', 1))!
    const attempt = (await attempts.open(attemptOf(id, old)))!
    const fence = await vi.waitUntil(() => leases.claim(id, 'new', LONG))
    expect(fence).toBeGreaterThan(old)
    expect(await leases.renew(id, old, LONG)).toBe(false)
    expect(await attempts.checkpoint(attempt.id, 'late')).toBe(false)
    expect(await attempts.end(attempt.id, ending('accepted'))).toBe(false)
    expect(await attempts.open(attemptOf(id, old))).toBeNull()
    expect(await debates.commit(id, 1, [revealed], { fence: old })).toBe(false)
    expect(await debates.read(id)).toHaveLength(1)
    await leases.release(id, old)
    expect(await leases.claim(id, 'third', LONG)).toBeNull()
    expect(await debates.commit(id, 1, [revealed], { fence: fence! })).toBe(true)
  })

  test('a released debate can be claimed at once, and its releaser writes no more', async () => {
    const { leases, attempts, id, fence } = await claimed()
    await leases.release(id, fence)
    expect(await attempts.open(attemptOf(id, fence))).toBeNull()
    expect(await leases.renew(id, fence, LONG)).toBe(false)
    expect(await leases.claimable(1_000)).toContain(id)
    expect(await leases.claim(id, 'two', LONG)).not.toBeNull()
    expect(await leases.claimable(1_000)).not.toContain(id)
  })

  test('a debate that waits for its provider is left alone until then', async () => {
    const { leases, id, fence } = await claimed()
    await leases.release(id, fence, 50)
    expect(await leases.claim(id, 'two', LONG)).toBeNull()
    expect(await vi.waitUntil(() => leases.claim(id, 'two', LONG))).not.toBeNull()
  })

  test('a wait can be ended early, once, unless somebody claimed the debate since', async () => {
    const { leases, id, fence } = await claimed()
    await leases.release(id, fence, LONG)
    expect(await leases.wake(id, fence)).toBe(true)
    const next = await leases.claim(id, 'two', LONG)
    expect(next).not.toBeNull()
    await leases.release(id, next!, LONG)
    expect(await leases.wake(id, fence)).toBe(false)
    expect(await leases.claim(id, 'three', LONG)).toBeNull()
  })

  test.each<[string, DebateEvent]>([
    ['is paused', { type: 'paused' }],
    ['needs attention', { type: 'attention_needed' }],
    ['is called off', { type: 'debate_cancelled', reason: 'r' }],
    ['is complete', revealed],
  ])('a debate that %s is not claimed', async (_, event) => {
    const { leases, debates, id } = await started()
    await debates.commit(id, 1, [event])
    expect(await leases.claim(id, 'one', LONG)).toBeNull()
    expect(await leases.claimable(1_000)).not.toContain(id)
  })

  test('a debate that is called off stops its owner and what is being written', async () => {
    const { attempts, debates, leases, id, fence } = await claimed()
    const attempt = (await attempts.open(attemptOf(id, fence)))!
    await debates.commit(id, 1, [{ type: 'debate_cancelled', reason: 'r' }])
    expect(await attempts.checkpoint(attempt.id, 'late')).toBe(false)
    expect(await leases.renew(id, fence, LONG)).toBe(false)
    expect(await attempts.running(id)).toEqual([])
    expect(await attempts.ofTurn(id, 0)).toMatchObject([{ state: 'cancelled' }])
  })

  test('a pause leaves the owner its lease, to finish the turn', async () => {
    const { attempts, debates, leases, id, fence } = await claimed()
    const attempt = (await attempts.open(attemptOf(id, fence)))!
    await debates.commit(id, 1, [{ type: 'paused' }])
    expect(await leases.renew(id, fence, LONG)).toBe(true)
    expect(await attempts.end(attempt.id, ending('accepted', { speech: speechOf('A') }))).toBe(true)
    expect(await debates.commit(id, 2, [revealed], { fence })).toBe(true)
  })

  test('attempts are numbered per side, show their text while they run, and are kept when they end', async () => {
    const { attempts, id, fence } = await claimed()
    const first = (await attempts.open(attemptOf(id, fence)))!
    expect(await attempts.checkpoint(first.id, 'wor')).toBe(true)
    expect(await attempts.running(id)).toEqual([
      { debateId: id, turn: 0, side: 'A', attempt: 1, offset: 0, text: 'wor' },
    ])
    expect(await attempts.end(first.id, ending('timeout', { error: 'slow' }))).toBe(true)
    expect(await attempts.end(first.id, ending('accepted'))).toBe(false)
    const second = (await attempts.open(attemptOf(id, fence)))!
    const other = (await attempts.open({ ...attemptOf(id, fence), side: 'B' }))!
    expect([first, second, other].map(({ number }) => number)).toEqual([1, 2, 1])
    expect(await attempts.end(second.id, ending('accepted', { speech: speechOf('A') }))).toBe(true)
    expect(await attempts.ofTurn(id, 0)).toMatchObject([
      { number: 1, state: 'timeout', error: 'slow', costMicros: 3, side: 'A' },
      { number: 2, state: 'accepted', speech: { text: 'words' } },
    ])
  })

  test('one accepted speech per side and turn', async () => {
    const { attempts, id, fence } = await claimed()
    const [one, two] = [(await attempts.open(attemptOf(id, fence)))!, (await attempts.open(attemptOf(id, fence)))!]
    const ended = await Promise.all(
      [one, two].map(({ id }) => attempts.end(id, ending('accepted', { speech: speechOf('A') }))),
    )
    expect(ended.filter(Boolean)).toHaveLength(1)
  })

  test('after a claim, what the dead owner was writing is interrupted, what it had finished stays', async () => {
    const { attempts, leases, id } = await started()
    const old = (await leases.claim(id, 'old', 1))!
    const done = (await attempts.open(attemptOf(id, old)))!
    await attempts.end(done.id, ending('accepted', { speech: speechOf('A') }))
    const cut = (await attempts.open({ ...attemptOf(id, old), side: 'B' }))!
    await attempts.checkpoint(cut.id, 'half')
    const fence = (await vi.waitUntil(() => leases.claim(id, 'new', LONG)))!
    expect(await attempts.running(id)).toEqual([]) // nobody is writing it any more
    await attempts.interruptOlder(id, fence)
    expect(await attempts.ofTurn(id, 0)).toMatchObject([
      { side: 'A', state: 'accepted' },
      { side: 'B', state: 'interrupted', text: 'half', error: null },
    ])
  })

  test('of many acts with one number, one lands; the record is the newest', async () => {
    const { judgments, id, judge } = await started()
    const judgeId = await judge()
    const act = (acts: number, percentA: number): Judgment => ({
      ...blank(id, judgeId),
      acts,
      trail: [{ afterRound: 0, percentA, at: 5, handling: undefined }],
    })
    expect(await judgments.read(id, judgeId)).toBeNull()
    const first = await Promise.all(Array.from({ length: 10 }, (_, n) => judgments.save(act(1, n + 10))))
    expect(first.filter(Boolean)).toHaveLength(1)
    const verdict = { percentA: 70, choice: 'A' as const, reason: 'r', at: 9 }
    expect(await judgments.save({ ...act(2, 10), phase: 'ruled', verdict })).toBe(true)
    expect(await judgments.save(act(1, 90))).toBe(false)
    expect(await judgments.read(id, judgeId)).toMatchObject({ acts: 2, phase: 'ruled', verdict })
    expect(await judgments.ofDebate(id)).toMatchObject([{ judgment: { judgeId } }])
  })

  test('a debate that waits for its judge is found once the decision stands', async () => {
    const { stores, judge } = make()
    const { debates, leases, judgments } = stores
    const [id, judgeId] = [randomUUID(), await judge()]
    const protocol = consultancy({ turns: 'simultaneous', rounds: 3, words: 100, judge: 'interactive' })
    const setup = { ...setupOf(id), protocol, debaters: { A: 'a' }, lead: 'A' as const, presides: judgeId }
    await debates.commit(id, 0, [{ type: 'debate_started', setup }])
    const fence = await leases.claim(id, 'one', LONG)
    expect(fence).not.toBeNull()
    await debates.commit(id, 1, [{ type: 'turn_revealed', speeches: [speechOf('A')] }])
    await leases.release(id, fence!)
    expect(await leases.claim(id, 'two', LONG)).toBeNull() // it is for its judge now
    const own = { ...blank(id, judgeId), acts: 1 }
    await judgments.save({ ...own, goOn: { afterRound: 1, at: 5_000, text: '' } })
    expect(await judgments.decided(4_999)).not.toContain(id)
    expect(await judgments.decided(5_000)).toContain(id)
    await judgments.save({ ...own, acts: 2, goOn: { afterRound: 0, at: 5_000, text: '' } }) // of another round
    expect(await judgments.decided(9_000)).not.toContain(id)
    const verdict = { percentA: 70, choice: 'A' as const, reason: 'r', at: 9_000 }
    await judgments.save({ ...own, acts: 3, phase: 'ruled', verdict })
    expect(await judgments.decided(8_999)).not.toContain(id)
    expect(await judgments.decided(9_000)).toContain(id)
    await debates.commit(id, 2, [{ type: 'judge_ended', round: 1 }])
    expect(await judgments.decided(9_000)).not.toContain(id)
  })

  test('a draft is kept, the newest one', async () => {
    const { judgments, id, judge } = await started()
    const judgeId = await judge()
    expect(await judgments.draft(id, judgeId)).toBeNull()
    await judgments.saveDraft(id, judgeId, { reason: 'one' })
    await judgments.saveDraft(id, judgeId, { reason: 'two' })
    expect(await judgments.draft(id, judgeId)).toEqual({ reason: 'two' })
  })
})

describe('the database itself', () => {
  test('refuses to change or delete what is append-only', async () => {
    const id = randomUUID()
    await prismaDebates(db).commit(id, 0, [{ type: 'debate_started', setup: setupOf(id) }])
    await expect(pool.query('update "DebateEvent" set seq = 7 where "debateId" = $1', [id])).rejects.toThrow(
      'append-only',
    )
    await expect(pool.query('delete from "DebateEvent" where "debateId" = $1', [id])).rejects.toThrow('append-only')
  })

  test.each([
    [
      'a side that is neither',
      `insert into "Attempt" (id, "debateId", turn, side, number, sample, "revisionId", state, fence) select 'x', id, 0, 'C', 1, 1, 'r', 'calling', 0 from "Debate" limit 1`,
    ],
    ['two answers that are one', `update "Question" set answer1 = answer0`],
    ['a third answer', `update "AnswerKey" set "right" = 2`],
    [
      'a belief of a hundred',
      `insert into "Judgment" ("debateId", "judgeId", acts, record, phase, "percentA", "updatedAt") select d.id, u.id, 1, '{}', 'ruled', 100, now() from "Debate" d, "User" u limit 1`,
    ],
  ])('refuses %s', async (_, sql) => {
    await db.user.create({ data: { role: 'judge', name: 'Jo' } })
    const id = randomUUID()
    await prismaDebates(db).commit(id, 0, [{ type: 'debate_started', setup: setupOf(id) }])
    await expect(pool.query(sql)).rejects.toThrow('check constraint')
  })

  test('writes down every reading of the key', async () => {
    expect(await prismaAnswerKey(db)(questionId, 'reveal')).toEqual({ right: 1, evidence: ['text'] })
    expect(await db.answerKeyRead.findMany({ where: { questionId } })).toMatchObject([{ reason: 'reveal' }])
    await expect(prismaAnswerKey(db)('no-such', 'reveal')).rejects.toThrow()
  })
})
