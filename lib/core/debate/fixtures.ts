import { decide, apply, type Command, type Debate } from './debate'
import type { Setup, Speech } from './events'
import { debate } from '#lib/core/protocols/debate'
import type { Protocol, Side } from './protocol'

/** A debate for tests: answer 1 ("Love") stands on side A. */
export const setupOf = (from: Partial<Setup> = {}): Setup => ({
  debateId: '6f1c2a52-6f8f-4c0c-9f43-0d3f1f1f1f1f',
  questionId: 'q',
  question: 'Why did Ada leave?',
  answers: ['Debt', 'Love'],
  answerOrder: [1, 0],
  sourceId: 's',
  protocol: debate({ turns: 'simultaneous', rounds: 2, words: 100 }),
  debaters: { A: 'revision-of-A', B: 'revision-of-B' },
  allBuiltIn: false,
  feedback: 'verdict',
  seed: 'seed/0',
  ...from,
})

export const speechOf = (turn: number, side: Side, text = `${side} in turn ${turn}`): Speech => ({
  turn,
  side,
  text,
  quotes: [],
  flags: [],
})

export const reveal = (turn: number, ...sides: Side[]): Command => ({
  type: 'reveal',
  turn,
  speeches: sides.map((side) => speechOf(turn, side)),
})

export const started = (from: Partial<Setup> = {}): Debate =>
  apply(null, { type: 'debate_started', setup: setupOf(from) })

/** Plays commands in order, skipping the refused ones. */
export const play = (commands: readonly Command[], from: Partial<Setup> = {}): Debate =>
  commands.reduce((now, command) => {
    const decision = decide(now, command)
    return decision.ok ? apply(now, decision.value) : now
  }, started(from))

export const simultaneous = (rounds: number): Protocol => debate({ turns: 'simultaneous', rounds, words: 100 })
export const sequential = (rounds: number): Protocol => debate({ turns: 'sequential', rounds, words: 100 })
