import * as z from 'zod'

const part = z.union([z.string(), z.looseObject({ check: z.string(), quote: z.string() })])
const material = z.looseObject({
  answers: z.looseObject({ A: z.string(), B: z.string() }),
  rounds: z
    .array(
      z.looseObject({
        speeches: z.array(
          z.looseObject({ side: z.string(), paragraphs: z.array(z.looseObject({ parts: z.array(part) })) }),
        ),
      }),
    )
    .optional(),
})

/**
 * What a model that judges might answer to our own judge prompt: more verified quotes, more belief, and a lean of 5 % to
 * whatever is called A. Deterministic. Null if the prompt is none of a judge.
 *
 * @returns the probability of A
 */
export function judgmentOn(prompt: string): number | null {
  const found = /^-{3,} material (\w+) begins -{3,}$\n([\s\S]*?)\n^-{3,} material \1 ends -{3,}$/m.exec(prompt)?.[2]
  if (found === undefined) return null
  const { rounds = [] } = material.parse(JSON.parse(found))
  const verified = (side: string) =>
    rounds
      .flatMap(({ speeches }) => speeches)
      .filter((speech) => speech.side === side)
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ parts }) => parts))
      .filter((one) => typeof one !== 'string' && one.check.startsWith('verified')).length
  const [a, b] = [verified('A'), verified('B')]
  return Math.min(0.95, Math.max(0.05, 0.05 + (a + 1) / (a + b + 2)))
}
