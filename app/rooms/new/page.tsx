import type { Metadata } from 'next'
import Link from 'next/link'
import * as z from 'zod'
import { listDebaters } from '#lib/queries/debaters'
import { listProtocols } from '#lib/queries/protocols'
import { listSets } from '#lib/queries/questions'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { NewRoom } from './_components/newRoom'

export const metadata: Metadata = { title: 'New room' }

export default async function NewRoomPage({
  searchParams,
}: {
  searchParams: Promise<{ question?: string | string[]; protocol?: string | string[] }>
}) {
  const who = await requirePerson('host', '/rooms/new')
  const ends = await deps()
  const given = await searchParams
  const asked = z.uuid().safeParse(given.question)
  const [sets, debaters, protocols, question] = await Promise.all([
    listSets(ends.prisma),
    listDebaters(ends.prisma),
    listProtocols(ends.prisma),
    asked.success ? ends.questions.question(asked.data) : null,
  ])
  const usable = sets.filter((set) => set.questions > 0)
  return (
    <main className="page max-w-5xl">
      <h1>New room</h1>
      {usable.length === 0 || debaters.length === 0 ? (
        <p className="mt-3 font-serif text-read text-ink-2">
          {usable.length === 0 ? (
            <>
              There are no questions yet. <Link href="/questions/import">Import some</Link> first.
            </>
          ) : (
            'There are no debaters yet: an administrator can add them.'
          )}
        </p>
      ) : (
        <NewRoom
          hostName={who.name}
          sets={usable.map(({ id, name, questions, words }) => ({ id, name, questions, words }))}
          debaters={debaters.map(({ revisionId, name, kind, label, problem, config }) => ({
            revisionId,
            name,
            kind,
            label,
            problem,
            config,
          }))}
          protocols={protocols.map(({ revisionId, name, number, rules }) => ({ revisionId, name, number, rules }))}
          protocol={typeof given.protocol === 'string' ? given.protocol : null}
          question={question && !question.retired ? { id: question.id, text: question.text } : null}
        />
      )}
    </main>
  )
}
