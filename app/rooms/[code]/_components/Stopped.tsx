import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import { Notice } from '#ui/notice'
import { Question } from './Question'

/** A debate that ended without an answer: called off, or broken off. */
export const Stopped = ({ view, room }: { view: DebateView; room: RoomView }) => (
  <div className="mx-auto max-w-xl">
    <Question text={view.question} above="This debate ended early" />
    <Notice tone="warn" title={view.phase === 'cancelled' ? 'This debate was called off.' : 'This debate broke off.'}>
      <p>
        {view.phase === 'cancelled'
          ? 'The host ended it before its last round.'
          : 'The debaters gave no speeches that could be judged.'}{' '}
        What you said so far is kept and counts for nothing.{' '}
        {room.kind === 'demo' ? (
          <a href="/" className="link">
            Start another
          </a>
        ) : room.position < room.length ? (
          'The next debate appears here by itself.'
        ) : (
          ''
        )}
      </p>
    </Notice>
  </div>
)
