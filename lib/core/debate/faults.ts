import type { Protocol } from './protocol'
import { slotsOf } from './turns'

/** Why a protocol cannot work, in sentences; [] if it can. */
export function faults({
  limits,
  end,
  sides,
  opening,
  loop,
  closing,
  judge,
  judgeSeesSource,
}: Omit<Protocol, 'id' | 'version'>): string[] {
  const found: string[] = []
  const refuse = (when: boolean, why: string) => when && found.push(why)
  const names = slotsOf({ opening, loop, closing })
  const fixedRounds = opening.length + closing.length
  refuse(
    limits.speechMin > limits.speechTarget || limits.speechTarget > limits.speechMax,
    'A speech has minimum ≤ target ≤ maximum.',
  )
  refuse(
    (limits.quoteCharsPerSpeech ?? 0) > (limits.quoteCharsPerSide ?? Infinity),
    'The quotes of one speech may be longer than those of all speeches of a side together.',
  )
  refuse(end.kind === 'none' && names.size > 0, 'A protocol without an end has no turns.')
  refuse(end.kind === 'none' && sides !== 'none', 'Without speakers no side is assigned or chosen.')
  refuse(end.kind !== 'none' && names.size === 0, 'A protocol with rounds needs at least one turn.')
  refuse(end.kind !== 'none' && sides === 'none', 'A protocol with speakers needs sides.')
  refuse(
    end.kind !== 'none' && end.kind !== 'judge' && closing.length + opening.length > end.rounds,
    'Opening and closing take more rounds than there are.',
  )
  refuse(
    end.kind === 'fixed' && fixedRounds < end.rounds && loop.length === 0,
    'The rounds between opening and closing need a loop.',
  )
  refuse(end.kind !== 'fixed' && closing.length > 0, 'A closing needs a last round that is known beforehand.')
  if (end.kind === 'judge') {
    refuse(
      end.minRounds > end.maxRounds,
      'The smallest number of rounds is above the largest: the judge could never end.',
    )
    refuse(opening.length > end.maxRounds, 'Opening and closing take more rounds than there are.')
    refuse(opening.length < end.maxRounds && loop.length === 0, 'The rounds after the opening need a loop.')
    refuse(judge.belief !== 'every_round', 'A judge who decides when to end gives a belief after every round.')
  } else refuse(judge.comment !== 'off', 'Only a judge who decides when to end can speak between rounds.')
  refuse(
    judge.comment !== 'off' && (judge.commentMaxChars < 1 || judge.commentMinChars > judge.commentMaxChars),
    'A comment has 0 ≤ minimum ≤ maximum, and a maximum above 0.',
  )
  refuse(
    end.kind === 'none' && (judge.prior || judge.belief === 'every_round'),
    'Where nobody speaks, the verdict is the only belief.',
  )
  refuse(names.size > 0 && judgeSeesSource, 'The judge reads the source only where nobody speaks.')
  refuse(names.size === 1 && judge.commentTo === 'addressed', 'With one speaker there is nobody to choose between.')
  refuse(names.size === 1 && !names.has('X'), 'A lone speaker is X.')
  const lettered = names.has('A') || names.has('B')
  const led = names.has('X') || names.has('Y')
  refuse(names.size > 2 || (lettered && led), 'Turns name A and B, or X and Y, not both.')
  refuse(led && names.size === 2 && sides === 'assigned', 'With two assigned speakers, turns name A and B.')
  return found
}
