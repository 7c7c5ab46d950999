'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#ui/button'
import { paragraphsIn, wholeWords, type Passage } from './passage'

/** Where a boundary of the selection stands in the text; null outside of it. */
function placeOf(node: Node, offset: number): number | null {
  const paragraph = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  if (!paragraph) return null
  const start = Number(paragraph.dataset.start)
  return node.nodeType === Node.TEXT_NODE
    ? start + offset
    : start + (offset > 0 ? (paragraph.textContent?.length ?? 0) : 0)
}

/** The text only debaters read: select words, then quote them. The button keeps its place, and the selection. */
export function SourcePanel({
  title,
  text,
  onQuote,
}: {
  title: string
  text: string
  onQuote: ((passage: Passage) => void) | null
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [passage, setPassage] = useState<Passage | null>(null)
  const paragraphs = useMemo(() => paragraphsIn(text), [text])
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection()
      if (!selection || selection.rangeCount === 0 || !frame.current?.contains(selection.anchorNode)) return
      const range = selection.getRangeAt(0)
      const [start, end] = [
        placeOf(range.startContainer, range.startOffset),
        placeOf(range.endContainer, range.endOffset),
      ]
      setPassage(start === null || end === null || start === end ? null : wholeWords(text, { start, end }))
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [text])
  return (
    <section aria-label="The story" className="min-w-0">
      <h2 className="text-[1.2rem]">{title || 'The story'}</h2>
      <p className="mb-2 text-small text-ink-2">Only debaters read it. Select words, then quote them.</p>
      <div
        ref={frame}
        tabIndex={0}
        lang="en"
        className="max-h-[55vh] max-w-[39rem] overflow-y-auto border-t border-ink pt-3 pr-3 font-serif text-[1.05rem] leading-[1.65] lg:max-h-[calc(100vh-15rem)]"
      >
        {paragraphs.map(({ start, line }, i) => (
          <p
            key={start}
            data-start={start}
            className={`[overflow-wrap:anywhere] hyphens-auto ${i === 0 ? '' : 'indent-[1.4em]'}`}
          >
            {line}
          </p>
        ))}
      </div>
      <div className="flex items-center gap-3 border-t border-rule bg-paper pt-2">
        <Button
          className="shrink-0 whitespace-nowrap"
          disabled={!passage || !onQuote}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => passage && onQuote?.(passage)}
        >
          Quote this
        </Button>
        <p className="min-w-0 truncate text-small text-ink-3" aria-live="polite">
          {passage ? `“${text.slice(passage.start, passage.end).replace(/\s+/g, ' ')}”` : 'Nothing is selected.'}
        </p>
      </div>
    </section>
  )
}
