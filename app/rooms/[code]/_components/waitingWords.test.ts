import { expect, test } from 'vitest'
import { play, reveal } from '#lib/core/debate/fixtures'
import { viewFor } from '#lib/core/debate/view'
import { blank } from '#lib/core/judging/judgment'
import { consultancy } from '#lib/core/protocols/consultancy'
import { betweenRounds, DECIDING } from './waitingWords'

const protocol = consultancy({ turns: 'simultaneous', rounds: 3, words: 50, judge: 'interactive' })
const held = play([reveal(0, 'A')], { protocol, debaters: { A: 'r' }, lead: 'A', presides: 'lead' })
const own = (judgeId: string) => blank(held.setup.debateId, judgeId)

test('while one judge decides, everybody else reads one sentence, once the round is behind them', () => {
  for (const audience of ['spectator', 'host', 'judge:2'] as const)
    expect(betweenRounds(viewFor(audience, held, { now: 0 }))).toBe(DECIDING)
  expect(betweenRounds(viewFor('judge:1', held, { now: 0, own: own('other') }))).toBeNull()
  expect(betweenRounds(viewFor('judge:1', held, { now: 0, own: own('lead') }))).toBeNull()
})

test('the judge who asked for a round is told of it', () => {
  const asked = { ...own('lead'), goOn: { afterRound: 1, at: 0, text: '' } }
  expect(betweenRounds(viewFor('judge:2', held, { now: 0, own: asked }))).toBe('You have asked for round 2.')
})

test('while nobody decides, nothing is said', () => {
  const running = play([reveal(0, 'A'), { type: 'go_on', round: 1, percentA: 50 }], {
    protocol,
    debaters: { A: 'r' },
    lead: 'A',
    presides: 'lead',
  })
  expect(betweenRounds(viewFor('spectator', running, { now: 0 }))).toBeNull()
})
