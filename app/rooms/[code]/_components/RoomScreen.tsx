'use client'
import { useCallback, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { DraftContent } from '#lib/http/contract'
import { buttonClasses } from '#ui/button'
import { DebateScreen } from './DebateScreen'
import { Lobby, type Invitation } from './Lobby'
import { RoomBar } from './RoomBar'
import { Scoreboard } from './Scoreboard'
import { useControl } from './useControl'
import { useRoom } from './useRoom'
import { useSocket } from './useSocket'

type Props = { room: RoomView; debate: DebateView | null; draft: DraftContent | null; invitation: Invitation }

/** The whole room in the browser, from what the server rendered: one socket, the room's state, the debate that is on. */
export function RoomScreen({ room: initial, debate, draft, invitation }: Props) {
  const { line, online } = useSocket()
  const { room, removed, refresh } = useRoom(initial, line)
  const control = useControl(room.code, refresh)
  const [shown, setShown] = useState(initial.debateId)
  const [over, setOver] = useState(initial.state === 'ended') // a reveal stays until its reader leaves it
  const current = shown ?? room.debateId
  const ended = room.state === 'ended'
  const onNext = useCallback(() => {
    if (ended) setOver(true)
    else setShown(room.debateId)
  }, [ended, room.debateId])
  if (removed)
    return (
      <Gone
        title="You are no longer in this room."
        about="The host took you out of it. What you judged so far is kept."
      />
    )
  if (current && room.state !== 'gathering' && !over)
    return (
      <DebateScreen
        key={current}
        debateId={current}
        initial={debate?.id === current ? debate : null}
        draft={debate?.id === current ? draft : null}
        next={ended || (room.debateId !== null && room.debateId !== current)}
        {...{ room, line, online, control, onNext }}
      />
    )
  return (
    <>
      <RoomBar room={room} view={null} online={online} />
      {ended ? <Ended room={room} /> : <Lobby {...{ room, invitation, control }} />}
    </>
  )
}

const Ended = ({ room }: { room: RoomView }) => (
  <main className="page">
    <h1>{room.name} is over.</h1>
    <p className="mt-3 font-serif text-read text-ink-2">Thank you for judging. Everything that was said is kept.</p>
    <a href="/" className={`mt-5 ${buttonClasses({ tone: 'primary' })}`}>
      Judge another debate
    </a>
    <Scoreboard room={room} title="How the room did" />
  </main>
)

const Gone = ({ title, about }: { title: string; about: string }) => (
  <main className="page max-w-2xl">
    <h1>{title}</h1>
    <p className="mt-3 mb-6 font-serif text-read text-ink-2">{about}</p>
    <a href="/" className={buttonClasses({ tone: 'primary' })}>
      To the front page
    </a>
  </main>
)
