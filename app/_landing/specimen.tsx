import type { ReactNode } from 'react'
import { Sheet } from '#ui/sheet'

const Quote = ({ children }: { children: string }) => (
  <>
    <span className="quote">{children}</span>{' '}
    <span className="font-sans text-tiny font-semibold whitespace-nowrap text-ink-2">✓ in the story</span>
  </>
)

function Half({ side, answer, children }: { side: 'A' | 'B'; answer: string; children: ReactNode }) {
  return (
    <div className={`side-${side} grid grid-rows-subgrid row-span-3 gap-y-1`}>
      <p className="border-t-[3px] border-side pt-2 text-small font-semibold text-side-ink">Side {side}</p>
      <p className="font-serif text-[1.02rem] leading-snug font-medium">{answer}</p>
      <p className="mt-2 font-serif text-[0.94rem] leading-relaxed text-ink-2">{children}</p>
    </div>
  )
}

/** What a debate looks like. Example text, written for this page; no passage of it is in any question set. */
export const Specimen = () => (
  <Sheet className="px-5 pt-5 pb-6 sm:px-6">
    <p className="text-center text-small text-ink-2">
      <span className="rounded-[4px] border border-dashed border-rule-2 px-1.5 py-0.5 text-tiny">Example</span>
      <span className="ml-2">after the first round</span>
    </p>
    <h2 className="mx-auto mt-3 mb-5 max-w-[19rem] text-center text-[1.22rem]">
      Why did the glazier leave one pane out of the loft window?
    </h2>
    <div className="grid gap-6 min-[380px]:grid-cols-2 min-[380px]:grid-rows-[auto_auto_auto] min-[380px]:gap-x-5 min-[380px]:gap-y-0">
      <Half side="A" answer="To leave a way in for the birds.">
        Before he went he <Quote>“painted around the mud with his smallest brush”</Quote>. Nobody is so careful of mud
        that has no nest in it.
      </Half>
      <Half side="B" answer="He had run out of good glass.">
        He <Quote>“turned the last sheet twice to the light”</Quote> and put his diamond back in its case. That is a man
        who has found a flaw.
      </Half>
    </div>
  </Sheet>
)
