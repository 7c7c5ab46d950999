import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { Body } from '#lib/http/call'

type Command = Body<'room.control'>
type Offer = { words: string; command: Command }
export type HostStep = { title: string; about: string; next: Offer | null; others: Offer[] }

const END: Offer = { words: 'End the room…', command: { action: 'end' } }
const CANCEL: Offer = { words: 'Call it off…', command: { action: 'cancel' } }

/** What the host may do now: one thing that comes next, and the rest. */
export function hostStep(room: RoomView, desk: NonNullable<RoomView['desk']>, view: DebateView): HostStep {
  const more = room.position < room.length
  const onward: Offer = more ? { words: 'Next question', command: { action: 'next', from: room.position } } : END
  const after = more ? [END] : []
  const place = `Debate ${room.position} of ${room.length}.`
  switch (desk.phase ?? view.phase) {
    case 'running': {
      if (desk.hold === 'paused')
        return {
          title: 'Paused',
          about: `${place} Judges can still give beliefs on what they have read.`,
          next: { words: 'Go on', command: { action: 'resume' } },
          others: [CANCEL, END],
        }
      if (desk.hold === 'judge')
        return {
          title: `Round ${view.roundsOver} is over`,
          about: desk.leads
            ? `${place} ${desk.leads} leads and decides whether there is another.`
            : `${place} It waits for a judge to decide whether there is another.`,
          next: null,
          others: [CANCEL, END],
        }
      const about = desk.waitingUntil
        ? `${place} The provider asked to wait; it goes on by itself.`
        : `${place} Judges move through the rounds at their own pace.${desk.leads ? ` ${desk.leads} leads.` : ''}`
      const round = view.due?.round ?? view.rules.rounds
      const others: Offer[] = desk.hold
        ? [CANCEL, END]
        : [{ words: 'Pause', command: { action: 'pause' } }, CANCEL, END]
      const { end, rounds, speakers } = view.rules
      const of = end.judge && end.minRounds < rounds ? `up to ${rounds}` : rounds
      const title = view.choosing
        ? `${speakers === 1 ? 'The speaker' : 'One debater'} is choosing an answer`
        : `Round ${round} of ${of} is being written`
      return { title, about, next: null, others }
    }
    case 'completed': {
      const all = desk.judges > 0 && desk.verdictsIn >= desk.judges
      return {
        title: all
          ? 'All verdicts are in'
          : view.rules.rounds > 0
            ? 'The debate is over; judges are deciding'
            : 'Judges are deciding',
        about: `${place} Closing shows the answer and everybody’s beliefs.`,
        next: { words: 'Close and reveal…', command: { action: 'close' } },
        others: [END],
      }
    }
    case 'closed':
      return { title: 'The answer is shown', about: place, next: onward, others: after }
    case 'cancelled':
      return { title: 'This debate was called off', about: place, next: onward, others: after }
    case 'failed':
      return {
        title: 'This debate broke off',
        about: `${place} Two turns in a row brought no speech.`,
        next: onward,
        others: after,
      }
  }
}
