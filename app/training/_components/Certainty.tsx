'use client'
import { useState } from 'react'
import { meanLossAt } from '#lib/core/training/threeJudges'
import { Button } from '#ui/button'
import { Segmented } from '#ui/segmented'
import { Heading } from './Heading'

const said = [80, 90, 95, 99, 100]
const wrongs = ['0', '1', '5', '10'] as const
type Wrong = (typeof wrongs)[number]

const WIDEST = 70 // bits over a hundred questions, a little more than the most that is drawn
const over100 = (percent: number, wrong: number) => 100 * meanLossAt(percent, wrong)

/** Why 100 is never worth it: what certainty costs, by how often it is mistaken. */
export function Certainty({ onNext }: { onNext: () => void }) {
  const [wrong, setWrong] = useState<Wrong | ''>('')
  return (
    <>
      <Heading above="Something to try">Why is there no 100?</Heading>
      <p className="mt-4 max-w-measure font-serif text-read text-ink-2">
        Think of a hundred things that you would call certain: what you would bet your bicycle on. How many of them will
        turn out wrong?
      </p>
      <div className="mt-4">
        <Segmented
          label="Of a hundred certainties, wrong are"
          value={wrong}
          onChange={setWrong}
          options={wrongs.map((value) => ({ value, label: value === '0' ? 'none' : value }))}
        />
      </div>
      <div className="mt-6 min-h-76 border-t border-rule pt-4 sm:min-h-68">
        {wrong === '' ? (
          <p className="text-ink-2">Choose one, and see what it costs to say 80, 90, 95, 99 or 100 each time.</p>
        ) : (
          <Losses wrong={Number(wrong)} />
        )}
      </div>
      <Button tone="primary" size="large" disabled={wrong === ''} onClick={onNext} className="mt-4 max-md:w-full">
        Go on
      </Button>
    </>
  )
}

function Losses({ wrong }: { wrong: number }) {
  const least = Math.min(...said.map((percent) => over100(percent, wrong)))
  return (
    <>
      <p role="status" className="num max-w-measure font-serif text-[1.12rem] leading-normal text-pretty">
        {lossWords(wrong)}
      </p>
      <table className="mt-4 w-full max-w-lg text-left">
        <caption className="mb-2 text-left text-small text-ink-2">Bits lost over the hundred questions</caption>
        <tbody>
          {said.map((percent) => {
            const loss = over100(percent, wrong)
            return (
              <tr key={percent}>
                <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                  saying {percent}
                </th>
                <td className="w-full py-1">
                  <Dot share={loss / WIDEST} least={loss === least} />
                </td>
                <td className="py-1 pl-3 text-right whitespace-nowrap">
                  {loss === least ? (
                    <b>least: {loss.toFixed(1)}</b>
                  ) : Number.isFinite(loss) ? (
                    loss.toFixed(1)
                  ) : (
                    'no end'
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

/** @param share of the width; what is past it leaves the picture, broken */
const Dot = ({ share, least }: { share: number; least: boolean }) => {
  const tone = least ? 'stroke-accent fill-accent' : 'stroke-ink-3 fill-ink-3'
  const to = `${Math.min(1, share) * 100}%`
  return (
    <svg aria-hidden className="block h-4 w-full overflow-visible">
      <line
        x1="0"
        x2={to}
        y1="8"
        y2="8"
        strokeWidth="1.5"
        strokeDasharray={share > 1 ? '6 5' : undefined}
        className={tone}
      />
      {share <= 1 && <circle cx={to} cy="8" r="4.5" className={tone} />}
    </svg>
  )
}

function lossWords(wrong: number): string {
  const most = (percent: number) => over100(percent, wrong).toFixed(1)
  if (wrong === 0)
    return `Then saying 100 would cost nothing, and 99 only ${most(99)} bits in all. That is the whole gain there is in 100. Are you sure that it is none?`
  const best = 100 - wrong
  return `Then it is best to say ${best}, which loses ${most(best)} bits in all. Who said 100 has lost without end with the first error, and nothing after it makes that good. So figures stop at 99.`
}
