import type { Metadata } from 'next'
import Link from 'next/link'
import * as z from 'zod'
import { listQuestions, listSets, type QuestionLine } from '#lib/queries/questions'
import { buttonClasses } from '#ui/button'
import { count } from '#ui/figures'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { QuestionSearch } from './_components/questionSearch'

export const metadata: Metadata = { title: 'Questions' }

const PAGE = 25

const asked = z.object({
  set: z.uuid().optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  retired: z.literal('yes').optional().catch(undefined),
})
type Asked = z.infer<typeof asked>

const addressOf = (choice: Asked) => {
  const given = Object.entries(choice).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return given.length > 0 ? `/questions?${new URLSearchParams(given)}` : '/questions'
}

export default async function Questions({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  await requirePerson('read-sources', '/questions')
  const choice = asked.parse(await searchParams)
  const { prisma } = await deps()
  const [sets, { questions, next }] = await Promise.all([
    listSets(prisma),
    listQuestions(prisma, {
      setId: choice.set,
      search: choice.q,
      after: choice.after,
      retired: choice.retired === 'yes',
      limit: PAGE,
    }),
  ])
  const { after: _, ...first } = choice
  const total = sets.reduce((sum, set) => sum + set.questions, 0)
  return (
    <main className="page">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1>Questions</h1>
        <Link href="/questions/import" className={buttonClasses({ tone: 'primary' })}>
          Import questions
        </Link>
      </div>
      <div className="mt-7 grid gap-x-10 gap-y-7 border-t border-ink pt-3 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label="Question sets">
          <h2 className="text-[1.06rem]">Sets</h2>
          <ul className="mt-2">
            <SetLink
              to={addressOf({ ...first, set: undefined })}
              on={!choice.set}
              name="All sets"
              about={count(total, 'question')}
            />
            {sets.map(({ id, name, questions, sources }) => (
              <SetLink
                key={id}
                to={addressOf({ ...first, set: id })}
                on={choice.set === id}
                name={name}
                about={`${count(questions, 'question')}, ${count(sources, 'passage')}`}
              />
            ))}
          </ul>
        </nav>
        <section aria-label="Questions found">
          <QuestionSearch set={choice.set} search={choice.q ?? ''} retired={choice.retired === 'yes'} />
          {questions.length > 0 ? (
            <ul className="mt-4 divide-y divide-rule border-t border-rule">
              {questions.map((question) => (
                <Line key={question.id} question={question} withSet={!choice.set} />
              ))}
            </ul>
          ) : (
            <p className="mt-6 font-serif text-read text-ink-2">{nothing(choice, sets.length)}</p>
          )}
          <p className="mt-4 flex gap-6 text-small">
            {choice.after && (
              <Link href={addressOf(first)} className="link">
                Back to the first
              </Link>
            )}
            {next && (
              <Link href={addressOf({ ...first, after: next })} className="link">
                Further questions
              </Link>
            )}
          </p>
        </section>
      </div>
    </main>
  )
}

const nothing = (choice: Asked, sets: number) =>
  choice.q
    ? 'No question, answer or title has these words. Try fewer of them, or another set.'
    : choice.retired
      ? 'Nothing has been retired here.'
      : sets === 0
        ? 'There are no questions yet. Import a file of them.'
        : 'This set has no questions in use.'

const SetLink = ({ to, on, name, about }: { to: string; on: boolean; name: string; about: string }) => (
  <li>
    <Link
      href={to}
      aria-current={on ? 'page' : undefined}
      className="block border-b border-rule py-1.5 no-underline! hover:text-accent aria-[current]:font-semibold"
    >
      <span className="block wrap-anywhere">{name}</span>
      <span className="num block text-tiny font-normal text-ink-3">{about}</span>
    </Link>
  </li>
)

const Line = ({
  question: { id, text, title, words, setName, debates, retired },
  withSet,
}: {
  question: QuestionLine
  withSet: boolean
}) => (
  <li className="py-2.5">
    <Link href={`/questions/${id}`} className="font-serif text-[1.06rem] leading-snug no-underline! hover:underline!">
      {text}
    </Link>
    <p className="num mt-0.5 text-small text-ink-3">
      {[title, count(words, 'word'), withSet && setName, debates > 0 && count(debates, 'debate'), retired && 'retired']
        .filter(Boolean)
        .join(' · ')}
    </p>
  </li>
)
