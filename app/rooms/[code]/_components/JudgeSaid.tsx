import type { DebateView } from '#lib/core/debate/view'

/** What the presiding judge wrote to the debaters after a round; plain text, whoever reads it. */
export const JudgeSaid = ({ text, to }: DebateView['messages'][number]) => (
  <section aria-label="From the judge" className="mx-auto mt-6 max-w-[36rem] border-l-2 border-ink-3 py-0.5 pl-4">
    <p className="mb-1 text-small font-semibold text-ink-2">The judge asked{to && ` side ${to}`}:</p>
    <p dir="auto" className="prose-serif [overflow-wrap:anywhere] whitespace-pre-line">
      {text}
    </p>
  </section>
)
