'use client'
import { useState } from 'react'
import {
  characters,
  meanLoss,
  QUESTIONS,
  says,
  threeJudges,
  winner,
  type Character,
} from '#lib/core/training/threeJudges'
import { Button } from '#ui/button'
import { Extra } from './Extra'
import { Heading } from './Heading'

const names: Record<Character, string> = {
  honest: 'The honest judge',
  bold: 'The bold judge',
  timid: 'The timid judge',
}
const saying = (character: Character) => [60, 80, 90].map((p) => Math.round(100 * says(character, p / 100)))

/** Why it is best to say 60 when one believes 60: three judges, the same questions, and only what they say differs. */
export function Honesty({ onNext }: { onNext: () => void }) {
  const [runs, setRuns] = useState(1)
  const run = threeJudges(String(runs))
  const honest = Array.from({ length: runs }, (_, i) => threeJudges(String(i + 1))).filter(
    (one) => winner(one) === 'honest',
  ).length
  return (
    <>
      <Heading above="Something to try">Does it pay to say more than you believe, or less?</Heading>
      <p className="mt-4 max-w-measure font-serif text-read text-ink-2">
        Three judges get the same {QUESTIONS} questions. They know equally much and believe the same; they differ only
        in what they say.
      </p>
      <table className="mt-4 w-full max-w-lg text-right [&_td]:py-1.5 [&_td]:pl-4 [&_th]:py-1.5">
        <thead className="text-small text-ink-3 [&_th]:border-b [&_th]:border-rule-2 [&_th]:pl-4 [&_th]:font-medium">
          <tr>
            <th className="pl-0! text-left">Believing</th>
            {[60, 80, 90].map((p) => (
              <th key={p}>{p}</th>
            ))}
            <th>bits lost a question</th>
          </tr>
        </thead>
        <tbody>
          {characters.map((character) => (
            <tr key={character}>
              <th scope="row" className="text-left font-normal">
                {names[character]} says
              </th>
              {saying(character).map((percent, i) => (
                <td key={i}>{percent}</td>
              ))}
              <td className={winner(run) === character ? 'font-semibold' : ''}>
                {meanLoss(run, character).toFixed(3)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Extra run={run} />
      <p role="status" className="num mt-2 max-w-measure font-serif text-[1.12rem] leading-normal text-pretty">
        {runWords(runs, honest, winner(run))}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button tone="primary" size="large" onClick={onNext} className="max-md:w-full">
          Go on
        </Button>
        <Button size="large" onClick={() => setRuns(runs + 1)} className="max-md:w-full">
          Another {QUESTIONS} questions
        </Button>
      </div>
    </>
  )
}

function runWords(runs: number, honest: number, first: Character): string {
  const here =
    first === 'honest'
      ? 'The honest judge has lost least.'
      : `This time the ${first} judge was lucky and has lost least.`
  const tally =
    runs === 1
      ? 'Try it with other questions.'
      : `Of ${runs} times the honest judge came first ${honest === runs ? 'each time' : honest === 1 ? 'once' : `${honest} times`}.`
  const luck = first === 'honest' ? '' : ' Luck of that kind does not last.'
  return `${here}${luck} ${tally} On average nothing beats saying what you believe, on this platform as here.`
}
