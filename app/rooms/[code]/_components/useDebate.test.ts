// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { audiencesOf, mayRead } from '#lib/core/debate/view'
import type { Speech } from '#lib/core/debate/events'
import { randomFrom, type Random } from '#lib/core/random'
import type { Live } from '#lib/ports'
import { run } from '#lib/services/debates'
import { socketServer, until, type Client } from '#lib/testing/sockets'
import { person, stage } from '#lib/testing/stage'
import { useDebate } from './useDebate'

const CLIENTS = 10
const CUTS = 1_000
const closers: (() => unknown)[] = []
afterEach(async () => {
  cleanup()
  for (const close of closers.splice(0)) await close()
})

const wait = (ms: number) => new Promise<void>((over) => setTimeout(over, ms))
const text = (random: Random, length: number) =>
  Array.from({ length }, () => 'abcdefghij klmnop 😀—é\n'[Math.floor(random() * 23)]!)
    .join('')
    .toWellFormed()

/** Loses one piece in ten and delays the rest by up to 8 ms, so that they overtake each other. */
const badLine =
  (random: Random) =>
  (live: Live): Live => ({
    ...live,
    delta: (readers, delta) => {
      if (random() > 0.1) setTimeout(() => live.delta(readers, delta), random() * 8)
    },
  })

test('after 1,000 cuts of ten lines, with lost and late pieces: what stands on the screen is what is stored, never anything else', async () => {
  const random = randomFrom('cuts')
  const watchers = Array.from({ length: CLIENTS }, (_, i) => person(20 + i))
  const on = await stage({ protocol: { turns: 'sequential', rounds: 4 } })
  for (const who of watchers) await on.join(who, 'spectator')
  await on.control({ action: 'start', from: 0 })
  const server = await socketServer(on.deps, watchers, { pollMs: 100, wrap: badLine(random) })
  closers.push(() => server.close())
  const debateId = await on.debateId()
  const lines: Client[] = []
  for (const who of watchers) lines.push(await server.client(who))
  const hooks = lines.map((line) => renderHook(() => useDebate(debateId, null, line)).result)

  let cuts = 0
  let writing = true
  const cut = async () => {
    while (cuts < CUTS || writing) {
      const line = lines[Math.floor(random() * CLIENTS)]!
      if (line.connected) {
        cuts++
        if (random() < 0.5) line.io.engine.close()
        else for (const peer of server.io.sockets.sockets.values()) if (peer.id === line.id) peer.conn.close()
      }
      await wait(random() * 6)
    }
  }
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false) // what happens here comes over the line, at its own time
  const cutting = cut()

  const fence = (await on.deps.leases.claim(debateId, 'writer', 1e9))!
  let wrong = 0
  const seen = new Set<string>()
  while ((await on.debate()).phase === 'running' && cuts < 50 * CUTS) {
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
          revisionId: 'r',
          fence,
          request: null,
        }))!
        const whole = text(random, 400 + Math.floor(random() * 1_200))
        tries.push(whole)
        for (let at = 0; at < whole.length;) {
          const piece = whole.slice(at, at + 1 + Math.floor(random() * 25))
          await on.deps.attempts.checkpoint(opened.id, whole.slice(0, at + piece.length))
          server.deps.live.delta(readers, { debateId, turn, side, attempt: opened.number, offset: at, text: piece })
          at += piece.length
          await wait(random() * 4)
          for (const { current } of hooks) {
            const shown = current.live.read({ turn, side }).text
            if (shown !== '') seen.add(side)
            if (shown !== '' && !tries.some((one) => one.startsWith(shown))) wrong++
          }
        }
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
    await run(server.deps, debateId, { type: 'reveal', turn, speeches }, { fence })
  }
  writing = false
  await cutting
  const stored = (await on.debate()).speeches.map(({ turn, side, text: said }) => ({ turn, side, text: said }))
  await until(() => hooks.every(({ current }) => current.view?.speeches.length === stored.length), 'every screen')
  for (const { current } of hooks)
    expect(current.view?.speeches.map(({ turn, side, text: said }) => ({ turn, side, text: said }))).toEqual(stored)
  expect(wrong).toBe(0)
  expect(cuts).toBeGreaterThanOrEqual(CUTS)
  expect(seen.size).toBe(2) // it was read along while it was written
}, 120_000)
