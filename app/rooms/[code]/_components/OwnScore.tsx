import type { RevealView } from '#lib/core/debate/reveal'
import { count, percent, share, signed } from '#ui/figures'

const onRight = ({ rightSide, you }: RevealView) => (you ? (rightSide === 'A' ? you.percentA : 100 - you.percentA) : 50)

/** The two scores of this judge, each with the one sentence that says what it is, and the room beside them. */
export function OwnScore({ reveal }: { reveal: RevealView }) {
  const { you } = reveal
  const total = you ? you.logScore - (you.cost ? you.cost.rounds * you.cost.perRound : 0) : 0
  return (
    <div>
      {you ? (
        <>
          <h2 className="num text-[1.16rem]">Your score: {signed(total)}</h2>
          <p className="num my-3 font-serif text-[1.2rem] leading-normal text-pretty">
            You gave the right answer <b className="whitespace-nowrap">{percent(onRight(reveal))}</b>, which scores{' '}
            {signed(you.logScore)} bits, where 50 scores −1.00 and certainty 0.
            {you.cost && (
              <>
                {' '}
                {count(you.cost.rounds, 'round')} gone on to {you.cost.rounds === 1 ? 'costs' : 'cost'}{' '}
                {(you.cost.rounds * you.cost.perRound).toFixed(2)}: {signed(total)} in all.
              </>
            )}
          </p>
          <p className="num text-small text-ink-2">
            Brier score {you.brier.toFixed(2)}: the square of how far you stayed from certainty; 0 is best, 0.25 is a
            coin flip.
          </p>
        </>
      ) : (
        <h2 className="text-[1.16rem]">How the room judged</h2>
      )}
      <RoomVote reveal={reveal} />
    </div>
  )
}

function RoomVote({ reveal: { room, you } }: { reveal: RevealView }) {
  const later = you !== null && you.how !== 'live' // then the figures are those of others
  if (room.n === 0)
    return (
      <p className="mt-2 text-small text-ink-2">
        {later ? 'Nobody judged this debate while it was on.' : 'No verdicts were given on this debate.'}
      </p>
    )
  if (room.n === 1)
    return (
      <p className="mt-2 text-small text-ink-2">
        {later
          ? 'One judge was there while it was on (n = 1), so there is no share to give.'
          : `${you ? 'Yours' : 'One judge’s'} is the only verdict on this debate (n = 1), so there is no share to give yet.`}
      </p>
    )
  const interval = room.wilson95
    ? `, 95\u00a0% interval ${(room.wilson95[0] * 100).toFixed(0)} to ${(room.wilson95[1] * 100).toFixed(0)} (Wilson)`
    : ''
  return (
    <p className="num mt-2 text-small text-ink-2">
      {room.right} of {count(room.n, 'judge')} {later && 'who were there '}put more than 50 on the right answer:{' '}
      {share(room.right / room.n)}
      {interval}, one question.{room.ties > 0 && ` ${count(room.ties, 'judge')} stayed at 50.`}
    </p>
  )
}
