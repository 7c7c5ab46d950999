import { argue } from '#lib/core/builtin/argue'
import { choose } from '#lib/core/builtin/choose'
import { speakersOf, turnsOf } from '#lib/core/debate/turns'
import { CHOICE_TURN, sayChoice } from '#lib/core/debaters/choice'
import { SpeakError, type SpeakRequest, type Speaker, type SpeechChunk } from '#lib/ports'

const TICK_MS = 50

/** The built-in rule-based debater, not a language model: no key, no network, the same speech for the same debate. */
export const builtInSpeaker = ({ now }: { now: () => number }): Speaker => ({
  request: (config, ask) => ({ builtIn: 'argue/1', seed: ask.setup.seed, turn: ask.turn, config }),
  async *speak({ config }, ask, signal): AsyncIterable<SpeechChunk> {
    const words = write(ask).match(/\S+\s*/g) ?? []
    const perSecond = config.kind === 'builtin' ? config.wordsPerSecond : 0
    const begun = now()
    for (let said = 0; said < words.length;) {
      const until =
        perSecond === 0 ? words.length : Math.max(said + 1, Math.floor(((now() - begun) / 1000) * perSecond))
      yield { type: 'text', text: words.slice(said, until).join('') }
      said = Math.min(until, words.length)
      if (said < words.length && !(await tick(signal))) throw new SpeakError('cancelled', 'The writing was stopped.')
    }
    yield { type: 'end', finishReason: 'stop', model: null, tokensIn: null, tokensOut: null }
  },
})

function write({ setup, side, turn, speeches, messages = [], source }: SpeakRequest): string {
  const [a, b] = setup.answerOrder
  if (turn === CHOICE_TURN)
    return sayChoice(choose(setup.question, setup.answers[a], setup.answers[b], source.text, setup.seed), null)
  const [ownAnswer, otherAnswer] =
    side === 'A' ? [setup.answers[a], setup.answers[b]] : [setup.answers[b], setup.answers[a]]
  return argue({
    question: setup.question,
    ownAnswer,
    otherAnswer,
    source: source.text,
    ownSpeeches: speeches.filter((speech) => speech.side === side),
    otherSpeeches: speeches.filter((speech) => speech.side !== side),
    alone: setup.protocol.debaterSees === 'own' || speakersOf(setup.protocol) === 1,
    asked: messages.find(({ round }) => round === (turnsOf(setup.protocol)[turn]?.round ?? 0) - 1)?.text ?? null,
    limits: setup.protocol.limits,
    seed: setup.seed,
  })
}

/** @returns false if the signal came first */
const tick = (signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const cut = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cut)
      resolve(true)
    }, TICK_MS)
    signal.addEventListener('abort', cut, { once: true })
  })
