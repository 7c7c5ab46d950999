import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import * as z from 'zod'
import type { Person } from '#lib/core/people/can'
import { draft } from '#lib/http/contract'
import { audienceOf } from '#lib/services/audience'
import { viewDebate } from '#lib/services/debates'
import { draftOf } from '#lib/services/drafts'
import { mayBegin } from '#lib/services/judgingAfter'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { Begin } from '../_components/Begin'
import { AfterScreen } from './_components/AfterScreen'

type Props = { params: Promise<{ debateId: string }> }

export const metadata: Metadata = { title: 'A finished debate', robots: { index: false } }

/** One finished debate: the way in, or the judge's screen. Only what this judge may see leaves the server. */
export default async function JudgingOne({ params }: Props) {
  const id = z.uuid().safeParse((await params).debateId)
  const who = await requirePerson('judge-afterwards', `/judging/${id.data ?? ''}`)
  if (!id.success) notFound()
  const begun = await begunBy(who, id.data)
  if (begun) return <AfterScreen key={id.data} {...begun} />
  const may = await mayBegin(await deps(), who, id.data)
  if (!may.ok && may.error === 'not-found') notFound()
  return may.ok ? <WayIn debateId={id.data} /> : <Met />
}

/** The debate as this person judges it afterwards; null if they have not begun to. */
async function begunBy(who: Person, debateId: string) {
  const services = await deps()
  const seen = await audienceOf(services, who, debateId)
  const view = seen && (await viewDebate(services, seen.audience, debateId, who.id))
  if (!view?.own?.after) return null
  const [kept, room] = await Promise.all([draftOf(services, who, debateId), services.rooms.roomOf(debateId)])
  return {
    view,
    draft: kept.ok ? draft.nullable().catch(null).parse(kept.value) : null,
    servedAt: services.now(),
    surveyed: room?.survey !== undefined,
  }
}

const WayIn = ({ debateId }: { debateId: string }) => (
  <main className="page max-w-2xl">
    <h1>Judge a finished debate</h1>
    <p className="mt-3 mb-8 font-serif text-read text-ink-2">
      This debate is over, and you were not there. You judge it as if you had been: who argued, what the judges said and
      which answer is right stay hidden until your own verdict is in.
    </p>
    <Begin debateId={debateId} />
  </main>
)

const Met = () => (
  <main className="page max-w-2xl">
    <h1>You know this one already.</h1>
    <p className="mt-3 mb-6 font-serif text-read text-ink-2">
      You have met its question before, or another one on the same text, and one judges on a text once.
    </p>
    <Link href="/judging" className="link">
      Finished debates that wait for you
    </Link>
  </main>
)
