import { expect, test } from 'vitest'
import { blank } from '#lib/core/judging/judgment'
import { consultancy } from '#lib/core/protocols/consultancy'
import { play, reveal } from './fixtures'
import type { Command } from './debate'
import { newest } from './newest'
import { viewFor } from './view'

const protocol = consultancy({ turns: 'simultaneous', rounds: 4, words: 50, judge: 'interactive' })
const after = (...commands: Command[]) =>
  play(commands, { protocol, debaters: { A: 'r' }, lead: 'A', presides: 'lead' })
const goOn = (round: number): Command => ({ type: 'go_on', round, percentA: 50 })

test('what is broadcast does not take from a judge that they lead, nor their record', () => {
  const first = after(reveal(0, 'A'))
  const mine = viewFor('judge:1', first, { now: 0, own: blank(first.setup.debateId, 'lead') })
  const told = viewFor('judge:1', after(reveal(0, 'A'), goOn(1)), { now: 0 })
  expect(mine.presiding).toBe(true)
  expect(newest(mine, told)).toMatchObject({ seq: told.seq, presiding: true, own: { judgeId: 'lead' } })
  expect(newest(told, mine)).toMatchObject({ seq: told.seq, presiding: true })
})

test('another judge is appointed: the newer view says so', () => {
  const before = after(reveal(0, 'A'))
  const later = after(reveal(0, 'A'), { type: 'appoint', judgeId: 'other' })
  const own = blank(before.setup.debateId, 'lead')
  const [was, is] = [viewFor('judge:1', before, { now: 0, own }), viewFor('judge:1', later, { now: 0, own })]
  expect(newest(was, is).presiding).toBe(false)
  expect(newest(is, was).presiding).toBe(false)
})

test('a debate that ended before a round that was already opened is taken over all the same', () => {
  const two = [reveal(0, 'A'), goOn(1), reveal(1, 'A')]
  const waiting = viewFor('judge:3', after(...two), { now: 0 })
  const ended = viewFor('judge:2', after(...two, { type: 'end', round: 2 }), { now: 0 })
  expect(newest(waiting, ended).phase).toBe('completed')
  expect(newest(ended, waiting).phase).toBe('completed')
})

test('a view of older eyes does not hide a round that is open', () => {
  const open = viewFor('judge:1', after(reveal(0, 'A')), { now: 0 })
  const older = viewFor('judge:0', after(reveal(0, 'A'), goOn(1)), { now: 0 })
  expect(newest(open, older).speeches).toHaveLength(1)
})
