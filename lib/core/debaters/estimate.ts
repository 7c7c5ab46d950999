import type { Protocol } from '#lib/core/debate/protocol'
import { turnsOf } from '#lib/core/debate/turns'
import type { DebaterConfig } from './config'
import { costMicros } from './price'

const TOKENS_PER_WORD = 1.35 // of English prose, about
const CHARS_PER_WORD = 6
const FRAME_TOKENS = 750 // of the debater prompt, without text and speeches
const THINKING_TOKENS = 350 // before a speech, of a model that keeps it short: a guess
const CRITIQUE_TOKENS = 250

/** What one debate would take. Nothing of it is known beforehand: speeches that are asked for again come on top. */
export type DebateEstimate = {
  calls: number // of models that debate
  ratings: number // calls of the judges that rate drafts, at their own price
  tokensIn: number
  tokensOut: number
  micros: number | null // millionths of a dollar, of the debaters whose price is known; null if that is none
  unpriced: number // calls of unknown price
}

/**
 * Estimates one debate from its rules.
 *
 * @param configs of the speakers, as many as the protocol has; built-in ones cost nothing
 * @param sourceWords of the text
 */
export function estimateDebate(
  protocol: Protocol,
  configs: readonly DebaterConfig[],
  sourceWords: number,
): DebateEstimate {
  const total: DebateEstimate = { calls: 0, ratings: 0, tokensIn: 0, tokensOut: 0, micros: null, unpriced: 0 }
  const { unit, speechTarget } = protocol.limits
  const words = unit === 'words' ? speechTarget : speechTarget / CHARS_PER_WORD
  const speech = words * TOKENS_PER_WORD
  const said = { A: 0, B: 0 } // speeches so far
  const turns = turnsOf(protocol)
  for (const { sides } of turns) {
    for (const side of sides) {
      const config = configs[side === 'A' ? 0 : 1]
      if (config?.kind !== 'model') continue
      const heard = protocol.debaterSees === 'all' ? said.A + said.B : said[side]
      const prompt = sourceWords * TOKENS_PER_WORD + FRAME_TOKENS + heard * speech
      add(total, config, prompt, speech)
    }
    for (const side of sides) said[side]++
  }
  // The choice of a side is one more reading of the text.
  const [lead] = configs
  if (protocol.sides === 'chosen_by_lead' && lead?.kind === 'model')
    count(total, lead, 1, sourceWords * TOKENS_PER_WORD + FRAME_TOKENS / 2, 30)
  return { ...total, tokensIn: Math.round(total.tokensIn), tokensOut: Math.round(total.tokensOut) }
}

type Model = Extract<DebaterConfig, { kind: 'model' }>

/** One speech with all that a debater does for it. */
function add(total: DebateEstimate, config: Model, prompt: number, speech: number): void {
  const { bestOf, critiques } = config
  count(total, config, bestOf, prompt, speech + THINKING_TOKENS)
  if (critiques > 0) {
    count(total, config, bestOf * critiques, prompt + speech, CRITIQUE_TOKENS)
    count(total, config, bestOf, prompt + speech + CRITIQUE_TOKENS, speech + THINKING_TOKENS)
  }
  total.ratings += 2 * ((bestOf > 1 ? bestOf : 0) + (critiques > 1 ? bestOf * critiques : 0))
}

function count(total: DebateEstimate, { price }: Model, calls: number, tokensIn: number, tokensOut: number): void {
  total.calls += calls
  total.tokensIn += calls * tokensIn
  total.tokensOut += calls * tokensOut
  const micros = costMicros(price, tokensIn, tokensOut)
  if (micros === null) total.unpriced += calls
  else total.micros = (total.micros ?? 0) + calls * micros
}

/** In one sentence, for several debates; '' where no model debates. */
export function estimateInWords(one: DebateEstimate, debates: number): string {
  const calls = debates * (one.calls + one.ratings)
  if (calls === 0) return ''
  const tokens = debates * (one.tokensIn + one.tokensOut)
  const money =
    one.micros === null
      ? 'their price is not set'
      : `about $${((debates * one.micros) / 1e6).toFixed(2)}${one.unpriced + one.ratings > 0 ? ' for those whose price is set' : ''}`
  return `About ${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'} of models and ${round(tokens).toLocaleString('en')} tokens; ${money}.`
}

/** To two figures: more would pretend to be known. */
const round = (n: number) => (n < 100 ? Math.round(n) : Number(n.toPrecision(2)))
