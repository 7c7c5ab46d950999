'use client'
import { useState } from 'react'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { Choices } from '#ui/segmented'
import { call } from '#lib/http/call'
import { Problem } from './Problem'

type Props = {
  code: string
  roomName: string
  knownAs: string
  ended: boolean
  places: number // free ones, to argue
  account: boolean
}
const chairs = [
  {
    value: 'judge',
    label: 'Judge',
    about: 'Say how likely each of two answers is. Others see it only after their own verdict.',
  },
  { value: 'spectator', label: 'Watch', about: 'Read along without saying anything.' },
] as const

const argue = {
  value: 'debater',
  label: 'Argue',
  about: 'Read the story and argue for one of the answers; which one is drawn by lot. You cannot judge it then.',
} as const
const joins = { judge: 'Join as a judge', spectator: 'Join to watch', debater: 'Join to argue' }

/** For a visitor without a seat: a name, what to be, one way in. */
export function JoinForm({ code, roomName, knownAs, ended, places, account }: Props) {
  const [name, setName] = useState(knownAs)
  const [seat, setSeat] = useState<'judge' | 'debater' | 'spectator'>('judge')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const join = async () => {
    setBusy(true)
    setProblem(null)
    const reply = await call('room.join', { params: { code }, body: { name: name.trim(), seat } })
    if (reply.ok) return window.location.reload() // the seat comes with a cookie; the server shows the room
    setBusy(false)
    setProblem(reply.error.message)
  }
  return (
    <main className="page max-w-xl">
      <p className="text-small text-ink-2">
        You are invited to room <b className="tracking-[0.06em]">{code}</b>
      </p>
      <h1 className="mt-1">{roomName}</h1>
      {ended ? (
        <p className="mt-4 font-serif text-read text-ink-2">
          This room is over.{' '}
          <a className="link" href="/">
            Judge a debate on your own
          </a>{' '}
          instead.
        </p>
      ) : (
        <form
          className="mt-7 grid gap-6"
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy && name.trim()) void join()
          }}
        >
          <Field
            label="Your name in this room"
            value={name}
            maxLength={40}
            autoComplete="nickname"
            required
            autoFocus
            hint="Seen by the others here. No account is needed."
            onChange={({ target }) => setName(target.value)}
          />
          <Choices
            label="Take part as"
            value={seat}
            onChange={setSeat}
            options={places > 0 && account ? [...chairs, argue] : chairs}
          />
          {places > 0 && !account && (
            <p className="-mt-3 text-small text-ink-2">
              There is a place for somebody who argues:{' '}
              <a className="link" href={`/sign-in?next=${encodeURIComponent(`/rooms/${code}`)}`}>
                sign in
              </a>{' '}
              to take it.
            </p>
          )}
          <div>
            <Button
              type="submit"
              tone="primary"
              size="large"
              busy={busy}
              disabled={name.trim() === ''}
              className="max-sm:w-full"
            >
              {joins[seat]}
            </Button>
            <Problem text={problem} />
          </div>
        </form>
      )}
    </main>
  )
}
