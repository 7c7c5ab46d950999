import Link from 'next/link'
import { connection } from 'next/server'
import { can } from '#lib/core/people/can'
import { learnt } from '#lib/queries/learnt'
import { openRooms } from '#lib/services/rooms'
import { person } from '#server/auth'
import { deps } from '#server/deps'
import { JoinByCode } from './_landing/joinByCode'
import { JudgeNow } from './_landing/judgeNow'
import { LearntSoFar } from './_landing/learntSoFar'
import { OpenRoomsTable } from './_landing/openRoomsTable'
import { Specimen } from './_landing/specimen'

export default async function Landing() {
  await connection()
  const ends = await deps()
  const [who, rooms, figures] = await Promise.all([person(), openRooms(ends), learnt(ends.prisma)])
  return (
    <main className="page">
      <section className="grid items-center gap-8 pt-2 md:pt-6 lg:grid-cols-[minmax(0,1.12fr)_minmax(0,1fr)] lg:gap-16">
        <div>
          <h1 className="text-[clamp(1.85rem,1.15rem+2.3vw,2.75rem)] leading-[1.16]">
            Two debaters argue opposite answers about a text you cannot see, and you decide which of them is right.
          </h1>
          <p className="mt-4 mb-7 max-w-[30rem] font-serif text-[1.12rem] leading-normal text-ink-2">
            Only one of them can be. We keep count, to learn whether argument leads people to the truth.
          </p>
          <JudgeNow />
          <p className="mt-3 max-w-[30rem] text-small text-ink-2">
            No sign-in. About seven minutes. You judge two built-in rule-based debaters, not language models; at the end
            you see the text, and how well you did.
          </p>
        </div>
        <Specimen />
      </section>

      <section className="section" aria-labelledby="ways">
        <h2 id="ways">Three ways in</h2>
        <div className="grid gap-6 md:grid-cols-3 md:gap-0 md:divide-x md:divide-rule [&_p]:mt-1.5 [&_p]:mb-3 [&_p]:font-serif [&_p]:text-[1rem] [&_p]:leading-normal [&_p]:text-ink-2 md:[&>div]:px-6 md:[&>div:first-child]:pl-0 md:[&>div:last-child]:pr-0">
          <div>
            <h3>Judge alone</h3>
            <p>Hear both sides, say after each round how likely each answer is, see how your mind moved.</p>
            <Link href="/how-it-works" className="link">
              How it works
            </Link>
            <Link href="/training" className="link ml-5">
              Practise first
            </Link>
          </div>
          <div>
            <h3>Join a room</h3>
            <p>Somebody has given you a code: judge the same debates together, each for themselves.</p>
            <JoinByCode />
          </div>
          <div>
            <h3>Host a room</h3>
            <p>Choose questions and debaters, show the code, and run an evening of debates for a group.</p>
            {can(who, 'host') ? (
              <Link href="/rooms/new" className="link">
                New room
              </Link>
            ) : (
              <span className="text-small text-ink-2">
                For researchers:{' '}
                <Link href="/sign-in?next=/rooms/new" className="link">
                  sign in
                </Link>
              </span>
            )}
          </div>
        </div>
      </section>

      <section className="section" aria-labelledby="open">
        <div>
          <h2 id="open">Open now</h2>
          <p className="mt-1.5 text-small text-ink-2">Anyone may judge or watch. A nickname is enough.</p>
        </div>
        {rooms.length > 0 ? (
          <OpenRoomsTable rooms={rooms} />
        ) : (
          <p className="font-serif text-read text-ink-2">
            No room is open to all just now. Judge a debate alone, or ask your host for a code: rooms that are not
            listed open with it.
          </p>
        )}
      </section>

      <section className="section" aria-labelledby="learnt">
        <h2 id="learnt">What has been learnt so far</h2>
        <LearntSoFar {...figures} />
      </section>
    </main>
  )
}
