import type { Metadata } from 'next'
import Link from 'next/link'
import { nextToJudge } from '#lib/services/judgingAfter'
import { count } from '#ui/figures'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { Begin, GoOn } from './_components/Begin'

export const metadata: Metadata = { title: 'Finished debates' }

/** Finished debates that wait for judges: what it is, how many there are, and the way in. */
export default async function Judging() {
  const who = await requirePerson('judge-afterwards', '/judging')
  const { debateId, begun, waiting } = await nextToJudge(await deps(), who)
  return (
    <main className="page max-w-2xl">
      <h1>Judge finished debates</h1>
      <p className="mt-3 font-serif text-read text-ink-2">
        These debates are over, and you were not there. You judge them as if you had been: who argued, what the judges
        said and which answer is right stay hidden until your own verdict is in.
      </p>
      <div className="mt-8 border-t border-ink pt-5">
        {begun ? <Begun /> : debateId === null ? <None /> : <Waiting waiting={waiting} />}
      </div>
      <p className="mt-10 text-small text-ink-2">
        You judge on each text once: afterwards you have seen all of it. What is judged afterwards is never counted
        together with what was judged while the debate was on.
      </p>
    </main>
  )
}

const Waiting = ({ waiting }: { waiting: number }) => (
  <>
    <h2 className="num">{count(waiting, 'debate waits', 'debates wait')} for you</h2>
    <p className="mt-1.5 mb-6 text-ink-2">Those with the fewest judges come first.</p>
    <Begin />
  </>
)

const Begun = () => (
  <>
    <h2>You have begun one</h2>
    <p className="mt-1.5 text-ink-2">It stands where you left it, and comes before any other.</p>
    <GoOn />
  </>
)

const None = () => (
  <>
    <h2>No debate waits for you</h2>
    <p className="mt-1.5 text-ink-2">
      Either none is over yet, or you have met every text there is. New ones come whenever a host closes a debate of a
      listed room. Meanwhile you can <Link href="/">judge a debate alone</Link> or{' '}
      <Link href="/rooms">join a room</Link>.
    </p>
  </>
)
