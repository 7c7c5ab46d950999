import type { Protocol } from '#lib/core/debate/protocol'
import { roundsOf, speakersOf } from '#lib/core/debate/turns'

/**
 * The arrangement in one line: "both sides at once, 3 rounds, about 100 words a speech". Made from the data alone, so it
 * is true of any protocol.
 */
export function inWords(protocol: Protocol): string {
  const { end, limits, loop, opening, judge, judgeSeesSource } = protocol
  if (end.kind === 'none')
    return judgeSeesSource ? 'the judge reads the story, one verdict' : 'no speeches, one verdict'
  const turns = loop.length > 0 && roundsOf(protocol) > opening.length ? loop : opening.flat()
  const order =
    speakersOf(protocol) === 1
      ? 'one speaker'
      : turns.every(({ sides }) => sides.length === 2)
        ? 'both sides at once'
        : 'one side after the other'
  const rounds =
    end.kind === 'fixed'
      ? `${end.rounds} ${end.rounds === 1 ? 'round' : 'rounds'}`
      : end.minRounds === end.maxRounds
        ? `${end.maxRounds} ${end.maxRounds === 1 ? 'round' : 'rounds'}`
        : `${end.minRounds} to ${end.maxRounds} rounds, as one judge decides`
  const unit = limits.unit === 'words' ? 'words' : 'characters'
  return [
    order,
    ...(speakersOf(protocol) === 2 && protocol.debaterSees === 'own' ? ['neither reads the other'] : []),
    rounds,
    `about ${limits.speechTarget} ${unit} a speech`,
    ...(judge.comment === 'off' ? [] : ['that judge may ask']),
  ].join(', ')
}
