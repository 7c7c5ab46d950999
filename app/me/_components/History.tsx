'use client'
import Link from 'next/link'
import { useState } from 'react'
import { call } from '#lib/http/call'
import type { OwnJudgment, OwnRecordPage } from '#lib/queries/ownRecord'
import { Button } from '#ui/button'
import { percent, signed } from '#ui/figures'

/** One's own verdicts, newest first; older ones are fetched when asked for. */
export function History({ judgments, next }: Pick<OwnRecordPage, 'judgments' | 'next'>) {
  const [more, setMore] = useState<{ judgments: OwnJudgment[]; next: string | null }>({ judgments: [], next })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const older = async () => {
    if (more.next === null) return
    setBusy(true)
    const page = await call('me.record', { query: { after: more.next } })
    setBusy(false)
    setFault(page.ok ? '' : page.error.message)
    if (page.ok) setMore({ judgments: [...more.judgments, ...page.value.judgments], next: page.value.next })
  }
  return (
    <div>
      <table className="block w-full text-left text-[14.5px] md:table">
        <thead className="sr-only text-tiny text-ink-3 md:not-sr-only md:table-header-group [&_th]:border-b [&_th]:border-rule-2 [&_th]:pb-1.5 [&_th]:font-medium">
          <tr>
            <th>Question and right answer</th>
            <th className="pl-4">Arm</th>
            <th className="pl-4 text-right whitespace-nowrap">belief in it</th>
            <th className="pl-4 text-right">score</th>
            <th className="pl-4">outcome</th>
          </tr>
        </thead>
        <tbody className="block md:table-row-group">
          {[...judgments, ...more.judgments].map((judgment) => (
            <Line key={judgment.debateId} judgment={judgment} />
          ))}
        </tbody>
      </table>
      {more.next !== null && (
        <Button busy={busy} onClick={() => void older()} className="mt-4">
          Show older verdicts
        </Button>
      )}
      {fault && (
        <p role="alert" className="mt-2 text-small text-bad">
          {fault}
        </p>
      )}
    </div>
  )
}

const how = { live: 'while it was on', stepped: 'afterwards, by rounds', timed: 'afterwards, by the clock' }
const outcomes = { right: '✓ right', wrong: '✕ wrong', tie: '= tie' }
const dayOf = (at: number) =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

function Line({ judgment }: { judgment: OwnJudgment }) {
  const {
    debateId,
    at,
    question,
    rightAnswer,
    arm,
    mode,
    percentRight,
    logScore,
    outcome,
    rehearsal,
    again,
    roomCode,
  } = judgment
  const to = mode === 'live' ? roomCode && `/rooms/${roomCode}` : `/judging/${debateId}`
  const notes = [
    how[mode],
    dayOf(at),
    ...(rehearsal ? ['rehearsal'] : []),
    ...(again ? ['known text, not counted'] : []),
  ]
  return (
    <tr className="grid grid-cols-[1fr_auto_auto] gap-x-4 gap-y-0.5 border-b border-rule py-3 last:border-b-0 md:table-row md:[&>td]:border-b md:[&>td]:border-rule md:[&>td]:py-2.5 md:[&>td]:align-baseline md:last:[&>td]:border-b-0">
      <td className="col-span-3 wrap-anywhere">
        {to ? (
          <Link href={to} className="font-serif text-[1.04rem] font-semibold">
            {question}
          </Link>
        ) : (
          <span className="font-serif text-[1.04rem] font-semibold">{question}</span>
        )}
        <span className="block text-small text-ink-2">
          <span className="sr-only">Right answer: </span>
          {rightAnswer}
        </span>
        <span className="block text-tiny text-ink-3">
          <span className="md:hidden">{arm} · </span>
          {notes.join(' · ')}
        </span>
      </td>
      <td className="hidden text-small text-ink-2 md:table-cell md:pl-4">{arm}</td>
      <td className="whitespace-nowrap max-md:text-small max-md:text-ink-2 md:pl-4 md:text-right">
        {percent(percentRight)}
        <span className="md:hidden"> believed in it</span>
      </td>
      <td className="font-semibold whitespace-nowrap md:pl-4 md:text-right">{signed(logScore)}</td>
      <td className="whitespace-nowrap md:pl-4">{outcomes[outcome]}</td>
    </tr>
  )
}
