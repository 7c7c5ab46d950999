import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { debate } from '#lib/core/protocols/debate'
import type { RoomStore } from '#lib/ports'
import { memoryRooms } from './memory/rooms'
import { emptyWorld } from './memory/world'
import { testDatabase, type TestDatabase } from './postgres/testDatabase'
import { prismaClient } from './prisma/client'
import { prismaRooms } from './prisma/rooms'

let database: TestDatabase
let pool: pg.Pool
let db: ReturnType<typeof prismaClient>
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 8 })
  db = prismaClient(pool)
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})

const user = async () => (await db.user.create({ data: { role: 'judge', name: 'Jo' } })).id
const places: [string, () => RoomStore][] = [
  ['memory', () => memoryRooms(emptyWorld())],
  ['PostgreSQL', () => prismaRooms(db)],
]

describe.each(places)('rooms in %s', (_, make) => {
  async function opened(questions = 2) {
    const rooms = make()
    const hostId = await user()
    const room = {
      id: randomUUID(),
      code: `A2-${randomUUID()}`,
      name: 'Evening',
      kind: 'room' as const,
      hostId,
      setId: null,
      protocol: debate({ turns: 'sequential', rounds: 2, words: 80 }),
      debaterA: 'a',
      debaterB: 'b',
      feedback: 'close' as const,
      seed: 's',
      listed: true,
    }
    expect(await rooms.create(room, Array.from({ length: questions }, randomUUID))).toBe(true)
    return { rooms, room, hostId }
  }

  test('gives back what was put in, and takes no code twice', async () => {
    const { rooms, room } = await opened()
    const whole = { ...room, position: 0, length: 2, debateId: null, version: 0, endedAt: null }
    expect(await rooms.byCode(room.code)).toEqual(whole)
    expect(await rooms.byId(room.id)).toEqual(whole)
    expect(await rooms.create({ ...room, id: randomUUID() }, [])).toBe(false)
    expect(await rooms.byCode('nowhere')).toBeNull()
  })

  test('keeps how many people argue, how long they have, and their seats', async () => {
    const { rooms, room } = await opened()
    const people = { places: 2, minutesPerTurn: 15 }
    const other = { ...room, id: randomUUID(), code: `B2-${randomUUID()}`, people }
    expect(await rooms.create(other, [randomUUID()])).toBe(true)
    expect(await rooms.byId(other.id)).toMatchObject({ people })
    const untimed = {
      ...other,
      id: randomUUID(),
      code: `C2-${randomUUID()}`,
      people: { places: 1, minutesPerTurn: null },
    }
    await rooms.create(untimed, [randomUUID()])
    expect((await rooms.byId(untimed.id))?.people).toEqual(untimed.people)
    const ann = await user()
    expect(await rooms.join(other.id, ann, 'Ann', 'debater')).toBe('joined')
    expect(await rooms.members(other.id)).toMatchObject([{ seat: 'debater' }])
  })

  test('moves on by compare and set: of many at once one wins', async () => {
    const { rooms, room } = await opened()
    const ids = Array.from({ length: 8 }, randomUUID)
    const moved = await Promise.all(ids.map((id) => rooms.advance(room.id, 0, id)))
    expect(moved.filter(Boolean)).toHaveLength(1)
    const debateId = ids[moved.indexOf(true)] ?? ''
    expect(await rooms.byId(room.id)).toMatchObject({ position: 1, debateId })
    expect(await rooms.roomOf(debateId)).toMatchObject({ id: room.id })
    expect((await rooms.playlist(room.id)).map((item) => [item.position, item.debateId])).toEqual([
      [1, debateId],
      [2, null],
    ])
  })

  test('seats: a name is one member’s, a removed one stays out, and a seat is found from the debate', async () => {
    const { rooms, room } = await opened()
    const [ann, bob] = [await user(), await user()]
    expect(await rooms.join(room.id, ann, 'Ann', 'judge')).toBe('joined')
    expect(await rooms.join(room.id, bob, 'ＡＮＮ', 'judge')).toBe('name-taken')
    expect(await rooms.join(room.id, bob, 'Bob', 'spectator')).toBe('joined')
    expect(await rooms.join(room.id, bob, 'Rob', 'judge')).toBe('joined')
    expect(await rooms.members(room.id)).toEqual([
      { userId: ann, name: 'Ann', seat: 'judge', removed: false },
      { userId: bob, name: 'Rob', seat: 'judge', removed: false },
    ])
    const debateId = randomUUID()
    await rooms.advance(room.id, 0, debateId)
    expect(await rooms.seatAt(debateId, bob)).toMatchObject({ seat: 'judge', room: { id: room.id } })
    await rooms.remove(room.id, bob)
    expect(await rooms.join(room.id, bob, 'Bob', 'judge')).toBe('removed')
    expect(await rooms.seatAt(debateId, bob)).toBeNull()
    expect((await rooms.open(100)).find(({ code }) => code === room.code)).toMatchObject({
      people: 1,
      position: 1,
      length: 2,
    })
  })

  test('of ten who want one name at once, one has it', async () => {
    const { rooms, room } = await opened()
    const people = await Promise.all(Array.from({ length: 10 }, user))
    const joined = await Promise.all(people.map((id) => rooms.join(room.id, id, 'Same', 'judge')))
    expect(joined.filter((result) => result === 'joined')).toHaveLength(1)
    expect(await rooms.members(room.id)).toHaveLength(1)
  })

  test('the stamp changes with what is shown, and an ended room is listed no more', async () => {
    const { rooms, room } = await opened()
    const stamp = async () => (await rooms.stamps([room.id])).get(room.id)
    const seen = [await stamp()]
    const differs = async () => {
      const next = await stamp()
      expect(seen.map((one) => one?.stamp)).not.toContain(next?.stamp)
      seen.push(next)
      return next
    }
    expect(await stamp()).toEqual(seen[0])
    expect(await rooms.touch(room.id)).toBe(1)
    expect(await differs()).toMatchObject({ version: 1, code: room.code, removed: [] })
    const ann = await user()
    await rooms.join(room.id, ann, 'Ann', 'judge')
    await differs()
    await rooms.advance(room.id, 0, randomUUID())
    await differs()
    await rooms.remove(room.id, ann)
    expect((await stamp())?.removed).toEqual([ann])
    await rooms.end(room.id)
    await differs()
    expect((await rooms.open(100)).find(({ code }) => code === room.code)).toBeUndefined()
    expect(await rooms.advance(room.id, 1, randomUUID())).toBe(false)
    expect((await rooms.stamps([])).size + (await rooms.seqs([])).size + (await rooms.seqs([randomUUID()])).size).toBe(
      0,
    )
  })
})
