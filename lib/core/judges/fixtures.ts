import type { Message, Setup, Speech } from '#lib/core/debate/events'
import { decide, apply, type Debate } from '#lib/core/debate/debate'
import { started } from '#lib/core/debate/fixtures'
import { turnsOf, type Side } from '#lib/core/debate/protocol'
import { viewFor, type DebateView } from '#lib/core/debate/view'
import { debate } from '#lib/core/protocols/debate'
import { spoken, type Case } from './rehearsal'
import { transcriptOf, type Transcript } from './transcript'

export { builtInRaw, spoken, type Case } from './rehearsal'

export const SOURCE = `The ferry left at ten past six, and nobody on the quay waved. Captain Orrin had sold eleven tickets; nine people came aboard.

“I won’t take her out in this,” said the mate. “Not for double pay.” But the captain did not answer him.

By noon the lighthouse lay three miles astern. Nobody on the quay could have known that the ferry carried, under a tarpaulin, the missing bell of the island church. The bell had been sold by the sexton, not by the captain. He meant to bring it home.`

export const BELL: Case = {
  question: 'Why did Captain Orrin sail?',
  answers: ['He wanted to return the bell to the island church.', 'The mate was promised double pay for the storm.'],
  source: SOURCE,
}

/** A whole debate from raw speeches, as a judge sees it who has opened all rounds. */
export function viewOf(
  one: Case,
  write: (turn: number, side: Side, before: readonly Speech[]) => string,
  { protocol = debate({ turns: 'simultaneous', rounds: 2, words: 100 }), opened = 99, message = '' } = {},
): DebateView {
  const setup: Partial<Setup> = { question: one.question, answers: one.answers, answerOrder: [0, 1], protocol }
  let now: Debate = started(setup)
  turnsOf(protocol).forEach(({ sides }, turn) => {
    const speeches = sides.map((side) => spoken(one, turn, side, write(turn, side, now.speeches)))
    const decision = decide(now, { type: 'reveal', turn, speeches })
    if (!decision.ok) throw new Error(decision.error)
    now = apply(now, decision.value)
  })
  const said: Message = { round: 1, judgeId: 'j', text: message }
  if (message) now = { ...now, messages: [said] }
  return viewFor(`judge:${opened}`, now, { now: 0, key: 0, source: one.source })
}

export const transcriptFrom = (...from: Parameters<typeof viewOf>): Transcript => transcriptOf(viewOf(...from))
