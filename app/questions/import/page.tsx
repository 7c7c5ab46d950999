import type { Metadata } from 'next'
import Link from 'next/link'
import { listSets } from '#lib/queries/questions'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { Importer } from './_components/importer'

export const metadata: Metadata = { title: 'Import questions' }

export default async function ImportQuestions() {
  await requirePerson('read-sources', '/questions/import')
  const sets = await listSets((await deps()).prisma)
  return (
    <main className="page">
      <p className="mb-3 text-small text-ink-2">
        <Link href="/questions">Questions</Link>
      </p>
      <h1>Import questions</h1>
      <Importer sets={sets.filter(({ builtIn }) => !builtIn).map(({ name }) => name)}>
        <section className="section mt-3!" aria-labelledby="formats">
          <h2 id="formats">What a file holds</h2>
          <div className="grid max-w-2xl gap-5 text-ink-2">
            <div>
              <h3 className="text-ink">JSON lines</h3>
              <p className="mt-1">
                One question a line. A passage may be given once and referred to by its id in later lines.
              </p>
              <pre className="mt-2 overflow-x-auto rounded-[7px] border border-rule bg-sheet p-3 text-small whitespace-pre-wrap wrap-anywhere text-ink">
                {`{"question": "Who left the gate open?", "answers": ["The carter", "The miller"], "correct": 0,\n "source": {"id": "gate", "title": "The Gate", "text": "…"}}\n{"question": "…", "answers": ["…", "…"], "correct": 1, "source_id": "gate"}`}
              </pre>
            </div>
            <div>
              <h3 className="text-ink">CSV</h3>
              <p className="mt-1">
                Columns <code>question, answer_0, answer_1, correct, source_title, source_text</code>, and if you like{' '}
                <code>id, source_id, license, attribution</code>. The separator is found out; UTF-8.
              </p>
            </div>
            <div>
              <h3 className="text-ink">The NYU debates</h3>
              <p className="mt-1">The release’s rooms, one .json file each: choose them all at once.</p>
            </div>
          </div>
        </section>
      </Importer>
    </main>
  )
}
