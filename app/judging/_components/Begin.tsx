'use client'
import { useState } from 'react'
import type { AfterMode } from '#lib/core/judging/judgment'
import { Button } from '#ui/button'
import { Choices } from '#ui/segmented'
import { useNext } from './useNext'

const ways = [
  {
    value: 'stepped',
    label: 'Round by round',
    about:
      'As those who were there: a figure after each round opens the next. You may stop early and give the verdict.',
  },
  {
    value: 'timed',
    label: 'All at once, timed',
    about: 'One figure from the question alone, then the whole debate, with a clock that counts up until your verdict.',
  },
] as const satisfies { value: AfterMode; label: string; about: string }[]

/** The choice of how to judge, and the way in. @param debateId the one to judge; whichever comes next if not given */
export function Begin({ debateId }: { debateId?: string }) {
  const [mode, setMode] = useState<AfterMode>('stepped')
  const { go, busy, problem } = useNext(debateId)
  return (
    <div>
      <Choices label="How do you want to judge?" value={mode} onChange={setMode} options={ways} />
      <Go {...{ busy, problem }} onClick={() => void go(mode)}>
        {debateId === undefined ? 'Judge the next one' : 'Judge this debate'}
      </Go>
    </div>
  )
}

/** The way back to a debate that was begun. */
export function GoOn() {
  const { go, busy, problem } = useNext()
  return (
    <Go {...{ busy, problem }} onClick={() => void go('stepped')}>
      Go on with it
    </Go>
  )
}

/** After a reveal: another one, judged in the same way. */
export function NextOne({ mode }: { mode: AfterMode }) {
  const { go, busy, problem } = useNext()
  return (
    <Go {...{ busy, problem }} onClick={() => void go(mode)}>
      Judge the next one
    </Go>
  )
}

type Props = { busy: boolean; problem: string | null; onClick: () => void; children: string }
const Go = ({ busy, problem, onClick, children }: Props) => (
  <>
    <Button tone="primary" size="large" busy={busy} onClick={onClick} className="mt-6 max-md:w-full">
      {children}
    </Button>
    {problem && (
      <p role="alert" className="mt-2 text-small text-bad">
        {problem}
      </p>
    )}
  </>
)
