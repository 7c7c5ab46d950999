'use client'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { RevealView } from '#lib/core/debate/reveal'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Notice } from '#ui/notice'
import { Curves } from './Curves'
import { Outcome } from './Outcome'
import { OwnScore } from './OwnScore'
import { Reasons } from './Reasons'
import { Story } from './Story'

/** Fetches what may now be known, again whenever the room's scores have changed. */
function useReveal(debateId: string, version: string | number) {
  const [reveal, setReveal] = useState<RevealView | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const load = useCallback(async () => {
    const reply = await call('debate.reveal', { params: { id: debateId } })
    setProblem(reply.ok ? null : reply.error.message)
    if (reply.ok) setReveal(reply.value)
  }, [debateId])
  useEffect(() => {
    void load()
  }, [load, version])
  return { reveal, problem, load }
}

type Props = {
  debateId: string
  /** Grows whenever there may be more to see. */
  version?: string | number
  /** What stands right below the outcome. */
  survey?: ReactNode
  /** What comes next, beside the own score. */
  children: ReactNode
  /** What stands below all else. */
  below?: ReactNode
}

/** After the verdict: what was true, how well one did, what the story says. */
export function Reveal({ debateId, version = 0, survey, children, below }: Props) {
  const { reveal, problem, load } = useReveal(debateId, version)
  const told = useRef(false)
  useEffect(() => {
    if (!reveal || told.current) return
    told.current = true
    window.scrollTo({ top: 0 })
    document.getElementById('outcome')?.focus({ preventScroll: true })
  }, [reveal])
  if (!reveal)
    return (
      <div className="min-h-[60vh]">
        {problem ? (
          <Notice tone="bad" title="The answer could not be fetched.">
            <p className="mb-3">{problem} Your verdict is kept.</p>
            <Button onClick={() => void load()}>Try again</Button>
          </Notice>
        ) : (
          <p role="status" className="pt-12 text-center text-ink-2">
            The answer is being opened.
          </p>
        )}
      </div>
    )
  return (
    <>
      <Outcome reveal={reveal} />
      {survey}
      <section className="mt-10 grid items-start gap-x-12 gap-y-8 border-t border-ink pt-3 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="max-lg:order-2">
          <Curves reveal={reveal} />
        </div>
        <div>
          <OwnScore reveal={reveal} />
          <div className="mt-6">{children}</div>
        </div>
      </section>
      <Story reveal={reveal} />
      <Reasons reveal={reveal} />
      {below}
    </>
  )
}
