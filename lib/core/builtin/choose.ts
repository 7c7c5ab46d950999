import { randomFrom } from '#lib/core/random'
import { distinguish, strength } from './evidence'
import { read } from './reading'

/**
 * Which of two answers the built-in debater would rather argue: the one that the source's words speak for more, by the
 * measure it picks its quotes by. Even, it draws. The order of the answers is no input.
 *
 * @returns whether it is the first
 */
export function choose(question: string, first: string, second: string, source: string, seed: string): boolean {
  const reading = read(source)
  const [one, two] = [
    strength(reading, distinguish(question, first, second)),
    strength(reading, distinguish(question, second, first)),
  ]
  return one === two ? randomFrom(`${seed}/choice`)() < 0.5 === first < second : one > two
}
