'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { call } from '#lib/http/call'
import type { ImportReport } from '#lib/services/imports'
import { Button, buttonClasses } from '#ui/button'
import { count } from '#ui/figures'

/** What was written, and where to go from here. */
export function Done({ report, set, onAgain }: { report: ImportReport; set: string; onAgain: () => void }) {
  const [setId, setSetId] = useState<string | null>(null)
  useEffect(() => {
    void call('sets.list', {}).then((sets) => {
      if (sets.ok) setSetId(sets.value.find(({ name }) => name === set)?.id ?? null)
    })
  }, [set])
  const known = report.good - report.added
  return (
    <div className="mt-7" role="status">
      <h2 className="text-[1.5rem]">
        {count(report.added, 'question')} {report.added === 1 ? 'is' : 'are'} now in “{set}”.
      </h2>
      <p className="num mt-2 text-ink-2">
        {count(report.rows, 'row')} read
        {known > 0 && `, ${known.toLocaleString('en')} were there already`}
        {report.bad > 0 && `, ${count(report.bad, 'bad line')} left out`}.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Link href={setId ? `/questions?set=${setId}` : '/questions'} className={buttonClasses({ tone: 'primary' })}>
          Look at the set
        </Link>
        <Button onClick={onAgain}>Import another file</Button>
      </div>
    </div>
  )
}
