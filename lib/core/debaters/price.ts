import type { DebaterConfig } from './config'

type Price = Extract<DebaterConfig, { kind: 'model' }>['price']

/**
 * What a call cost.
 *
 * A price of one dollar per million tokens is one millionth of a dollar per token, so tokens times price is the cost.
 *
 * @returns millionths of a dollar, rounded up; null where the price or a count is not known
 */
export function costMicros(price: Price, tokensIn: number | null, tokensOut: number | null): number | null {
  if (!price || tokensIn === null || tokensOut === null) return null
  return Math.ceil(tokensIn * price.input + tokensOut * price.output)
}

/**
 * A count of tokens for an endpoint that reports none; mark what is built on it as estimated.
 *
 * Four UTF-8 bytes per token is near for English prose and high for other scripts, so cost is rather over- than understated.
 */
export const estimateTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4)
