// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { audiencesOf, mayRead } from '#lib/core/debate/view'
import type { Speech } from '#lib/core/debate/events'
import { randomFrom, type Random } from '#lib/core/random'
import type { Live } from '#lib/ports'
import { run } from '#lib/services/debates'
import { socketServer, until } from '#lib/testing/sockets'
import { person, stage } from '#lib/testing/stage'
import { useDebate } from './useDebate'
import { useSocket } from './useSocket'

const CLIENTS = 10
const ROUNDS = 4
const CUTS = 1_000
const RESTARTS = 50
const closers: (() => unknown)[] = []
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  for (const close of closers.splice(0)) await close()
})

const wait = (ms: number) => new Promise<void>((over) => setTimeout(over, ms))
const CHARACTERS = [...'abcdefghij klmnop 😀—é\n']
const text = (random: Random, length: number) =>
  Array.from({ length }, () => CHARACTERS[Math.floor(random() * CHARACTERS.length)]!).join('')

/** Until it is calm, loses one piece in ten and delays the rest by up to 8 ms, so that they overtake each other. */
const badLine =
  (random: Random, calm: () => boolean) =>
  (live: Live): Live => ({
    ...live,
    delta: (readers, delta) => {
      if (calm()) live.delta(readers, delta)
      else if (random() > 0.1) setTimeout(() => live.delta(readers, delta), random() * 8)
    },
  })

test('through 1,000 cuts of ten lines and 50 restarts of the server, with lost and late pieces: what stands on the screen is what is stored, never anything else', async () => {
  const random = randomFrom('cuts')
  const watcher = person(20)
  const on = await stage({ protocol: { turns: 'sequential', rounds: ROUNDS } })
  await on.join(watcher, 'spectator')
  await on.control({ action: 'start', from: 0 })
  let faults: 'bad' | 'calming' | 'calm' = 'bad'
  const server = await socketServer(on.deps, [], {
    who: async () => watcher,
    perPerson: 10 * CLIENTS, // a line that broke is still counted until its server hears of it
    pollMs: 100,
    wrap: badLine(random, () => faults !== 'bad'),
  })
  closers.push(() => server.close())
  vi.stubGlobal('location', new URL(`http://127.0.0.1:${server.port}`))
  vi.spyOn(Math, 'random').mockImplementation(() => random() / 100) // a server that stops asks all to come back within 5 s
  const debateId = await on.debateId()
  const hooks = Array.from({ length: CLIENTS }, () => {
    const { result } = renderHook(() => {
      const { line } = useSocket()
      return { line, ...useDebate(debateId, null, line) }
    })
    result.current.line?.io.reconnectionDelay(10).reconnectionDelayMax(20)
    return result
  })
  await until(() => hooks.every(({ current }) => current.view !== null), 'every line')

  let [cuts, restarts, nextRestart, writing] = [0, 0, 0, true]
  const progress = () => Math.min(cuts / CUTS, restarts / RESTARTS)
  const disturb = async () => {
    while (writing) {
      const line = hooks[Math.floor(random() * CLIENTS)]!.current.line!
      if (faults !== 'bad') faults = 'calm'
      else if (cuts >= nextRestart) {
        restarts++
        nextRestart = cuts + (random() * 1.9 * CUTS) / RESTARTS
        await server.restart(random() < 0.5 ? 'killed' : 'stopped', random() * 40)
      } else if (line.connected) {
        cuts++
        if (random() < 0.5) line.io.engine.close()
        else for (const peer of server.io.sockets.sockets.values()) if (peer.id === line.id) peer.conn.close()
      }
      await wait(random() * 4)
    }
  }
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false) // what happens here comes over the line, at its own time
  const disturbing = disturb()
  closers.unshift(() => ((writing = false), disturbing)) // also where an expectation fails

  const fence = (await on.deps.leases.claim(debateId, 'writer', 1e9))!
  let wrong = 0
  const readAlong = new Set<string>()
  while ((await on.debate()).phase === 'running') {
    const debate = await on.debate()
    const turn = debate.speeches.length === 0 ? 0 : debate.speeches.at(-1)!.turn + 1
    const speeches: Speech[] = []
    for (const side of debate.turns[turn]!.sides) {
      const readers = audiencesOf(debate.setup.protocol).filter((audience) => mayRead(audience, debate, { turn, side }))
      const tries: string[] = [] // until the new one arrives, the old one stands
      for (const last of [false, true]) {
        if (!last && random() < 0.5) continue // half of the speeches take a second try
        const opened = (await on.deps.attempts.open({
          debateId,
          turn,
          side,
          sample: 1,
          piece: 'speech',
          revisionId: 'r',
          fence,
          request: null,
        }))!
        const share = (turn - (last ? 0 : 0.5)) / (debate.turns.length - 1) // the first turn is sealed: none of it is shown
        let whole = ''
        const write = async (tell = server.deps.live.delta) => {
          const piece = text(random, 1 + Math.floor(random() * 25))
          const offset = whole.length
          whole += piece
          await on.deps.attempts.checkpoint(opened.id, whole)
          tell(readers, { debateId, turn, side, attempt: opened.number, offset, text: piece })
        }
        while (progress() < share || whole === '') {
          await write()
          await wait(random() * 4)
          for (const [i, { current }] of hooks.entries()) {
            const shown = current.live.read({ turn, side }).text
            if (shown !== '') readAlong.add(`${i} ${turn}`)
            if (![...tries, whole].some((one) => one.startsWith(shown))) wrong++
          }
        }
        if (last && turn % 2 === 1) {
          // With no cut to make a line ask for everything, what is lost has to be noticed.
          const read = () => hooks.every(({ current }) => current.live.read({ turn, side }).text === whole)
          faults = 'calming'
          await until(() => faults === 'calm')
          await write()
          await until(read, 'all text on every screen')
          await write(() => undefined)
          await write()
          await until(read, 'the lost piece on every screen')
          faults = 'bad'
        }
        tries.push(whole)
        await on.deps.attempts.end(opened.id, {
          state: last ? 'accepted' : 'interrupted',
          text: whole,
          reasoning: '',
          modelReturned: null,
          finishReason: null,
          tokensIn: null,
          tokensOut: null,
          usageEstimated: false,
          costMicros: null,
          firstTokenMs: null,
          durationMs: 1,
          error: null,
          ...(last && { speech: { turn, side, text: whole, quotes: [], flags: [] } }),
        })
        if (last) speeches.push({ turn, side, text: whole, quotes: [], flags: [] })
      }
    }
    expect(await run(server.deps, debateId, { type: 'reveal', turn, speeches }, { fence })).toMatchObject({ ok: true })
  }
  writing = false
  await disturbing
  const stored = (await on.debate()).speeches.map(({ turn, side, text: said }) => ({ turn, side, text: said }))
  await until(() => hooks.every(({ current }) => current.view?.speeches.length === stored.length), 'every screen')
  for (const { current } of hooks)
    expect(current.view?.speeches.map(({ turn, side, text: said }) => ({ turn, side, text: said }))).toEqual(stored)
  expect(wrong).toBe(0)
  const alone = (await on.debate()).turns.filter(({ sides }) => sides.length === 1)
  expect(readAlong.size).toBe(CLIENTS * alone.length) // on every screen, every speech was read along as it was written
}, 120_000)
