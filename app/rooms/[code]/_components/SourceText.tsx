/** The source, for a judge who reads it: the whole text, set to be read, without a scroll of its own. */
export const SourceText = ({ text }: { text: string }) => (
  <article
    aria-label="The story"
    lang="en"
    className="min-w-0 max-w-[39rem] border-t border-ink pt-4 font-serif text-[1.1rem] leading-[1.68]"
  >
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, i) => (
        <p key={i} className={`[overflow-wrap:anywhere] hyphens-auto ${i === 0 ? '' : 'indent-[1.4em]'}`}>
          {line}
        </p>
      ))}
  </article>
)
