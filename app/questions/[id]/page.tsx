import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import * as z from 'zod'
import { passageIn } from '#lib/core/questions/passage'
import { questionPage } from '#lib/services/questions'
import { count } from '#ui/figures'
import { Notice } from '#ui/notice'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { QuestionActions } from './_components/questionActions'

export const metadata: Metadata = { title: 'Question' }

export default async function QuestionShown({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().safeParse((await params).id)
  const who = await requirePerson('read-sources', `/questions/${id.data ?? ''}`)
  const found = id.success ? await questionPage(await deps(), who, id.data) : null
  if (found?.ok === false && found.error === 'judging-afterwards') return <Shut />
  if (!found?.ok) notFound()
  const { text, right, wrong, evidence, retired, setId, source } = found.value
  return (
    <main className="page">
      <p className="mb-3 text-small text-ink-2">
        <Link href={`/questions?set=${setId}`}>Questions</Link>
      </p>
      <h1 className="max-w-3xl">{text}</h1>
      {retired && (
        <div className="mt-4 max-w-3xl">
          <Notice title="Retired">No new debate draws this question. Debates that used it keep it.</Notice>
        </div>
      )}
      <dl className="mt-6 grid max-w-3xl gap-5 sm:grid-cols-2">
        {[
          { word: 'Right answer', answer: right },
          { word: 'Wrong answer', answer: wrong },
        ].map(({ word, answer }) => (
          <div key={word} className="border-t-2 border-ink-3 pt-2">
            <dt className="text-small text-ink-3">{word}</dt>
            <dd className="font-serif text-[1.12rem] leading-snug font-medium">{answer}</dd>
          </div>
        ))}
      </dl>
      {!retired && <QuestionActions id={found.value.id} setId={setId} text={text} right={right} wrong={wrong} />}

      <section className="section" aria-labelledby="passage">
        <div className="text-small text-ink-2">
          <h2 id="passage" className="text-ink">
            {source.title}
          </h2>
          <p className="num mt-1.5">{count(source.words, 'word')}</p>
          {source.attribution && <p className="mt-1.5 wrap-anywhere">{source.attribution}</p>}
          <p className="mt-1.5">
            {evidence.length > 0
              ? 'Underlined: the sentences that settle the question.'
              : 'No sentence has been named that settles the question.'}
          </p>
        </div>
        <div className="prose-serif max-w-measure">
          {passageIn(source.text, evidence).map((pieces, at) => (
            <p key={at} className="mb-[0.9em]">
              {pieces.map((piece, i) =>
                piece.marked ? (
                  <mark
                    key={i}
                    className="bg-transparent text-inherit underline decoration-accent decoration-2 underline-offset-4"
                  >
                    {piece.text}
                  </mark>
                ) : (
                  <span key={i}>{piece.text}</span>
                ),
              )}
            </p>
          ))}
        </div>
      </section>
    </main>
  )
}

const Shut = () => (
  <main className="page max-w-2xl">
    <h1>Not before your verdict.</h1>
    <p className="mt-3 mb-6 font-serif text-read text-ink-2">
      You are judging a debate on this passage. The page opens again once you have given your verdict.
    </p>
    <Link href="/judging" className="link">
      To the debate
    </Link>
  </main>
)
