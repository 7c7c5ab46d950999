import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { boundWaiting, handshakeLimit } from './limits'

test('300 handshakes a minute per address, and the refusal says when the next are taken', () => {
  let now = 0
  const limit = handshakeLimit(() => now)
  for (let i = 0; i < 300; i++) expect(limit('one')).toBe('ok')
  now = 20_500
  expect(limit('one')).toEqual({ retryAfterSeconds: 40 })
  expect(limit('two')).toBe('ok')
  now = 60_000
  expect(limit('one')).toBe('ok')
})

/** A connection of which `tcp` bytes have not left, and what has become of it. */
function wire(tcp = 0) {
  const events = new EventEmitter()
  let cut = 0
  boundWaiting(events, { writableLength: tcp, destroy: () => cut++ })
  return {
    send: (data: string) => events.emit('packetCreate', { data }),
    flush: () => events.emit('flush'),
    cuts: () => cut,
  }
}

test('what TCP has not taken counts with what waits for it', () => {
  const [idle, busy] = [wire(0), wire(800_000)]
  for (const { send } of [idle, busy]) {
    send('x'.repeat(300_000))
    send('x')
  }
  expect([idle.cuts(), busy.cuts()]).toEqual([0, 1])
})

test('one message, however long, cuts nobody off; nor do many that are taken one by one', () => {
  const { send, flush, cuts } = wire()
  for (let i = 0; i < 100; i++) {
    send('x'.repeat(2_000_000))
    flush()
  }
  expect(cuts()).toBe(0)
})
