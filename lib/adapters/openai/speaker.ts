import { createHash } from 'node:crypto'
import { CHOICE_TURN, choiceMessages, choiceTemplate } from '#lib/core/debaters/choice'
import type { DebaterConfig } from '#lib/core/debaters/config'
import { refineMessages } from '#lib/core/debaters/refine'
import { messagesFor, templates, type Template } from '#lib/core/debaters/prompt'
import { SpeakError, type Revision, type Speaker, type SpeakRequest } from '#lib/ports'
import { dialect, type OpenaiCaller } from './caller'

type ModelConfig = Extract<DebaterConfig, { kind: 'model' }>

/** Speaks through any OpenAI-compatible endpoint. */
export const openaiSpeaker = ({ waitMs, call }: OpenaiCaller): Speaker & { waitMs(revision: Revision): number } => ({
  waitMs: ({ config, providerId }) => (config.kind === 'model' ? waitMs({ providerId, model: config.model }) : 0),
  request: (config, ask) => record(modelOf(config), ask),
  async *speak({ config: given, providerId }, ask, signal) {
    const config = modelOf(given)
    const { model, temperature, topP, maxTokens } = config
    const messages = promptOf(templateOf(config), ask)
    yield* call(
      { providerId, model },
      (quirks) => ({
        model,
        messages,
        stream: true,
        ...(temperature !== null && { temperature }),
        ...(topP !== null && { top_p: topP }),
        ...dialect(quirks, maxTokens),
      }),
      signal,
    )
  },
})

function modelOf(config: DebaterConfig): ModelConfig {
  if (config.kind === 'model') return config
  throw new SpeakError('config_error', 'This debater is not a model.')
}

function templateOf({ template }: ModelConfig): Template {
  const found = templates[template]
  if (!found) throw new SpeakError('config_error', `There is no prompt template "${template}".`)
  return found
}

/** @throws SpeakError('config_error') if the template has no words for this kind of speaker */
function promptOf(template: Template, ask: SpeakRequest) {
  if (ask.turn === CHOICE_TURN) return choiceMessages(ask)
  try {
    return ask.refine ? refineMessages(template, ask, ask.refine) : messagesFor(template, ask)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new SpeakError('config_error', `The prompt cannot be made: ${error.message}.`)
  }
}

/**
 * What is asked, for the attempt's record. The source is named by its hash, since it has its own immutable row;
 * `promptSha256` is of the messages as sent, `revealedSha256` of the speeches both sides of a turn must have been given.
 */
function record(config: ModelConfig, ask: SpeakRequest) {
  const template = templateOf(config)
  const named = ask.turn === CHOICE_TURN ? choiceTemplate : template
  const { model, temperature, topP, maxTokens } = config
  const sourceless = { ...ask, source: { ...ask.source, text: `[the text with SHA-256 ${ask.source.sha256}]` } }
  return {
    model,
    temperature,
    topP,
    maxTokens,
    template: { id: named.id, version: template.version, sha256: sha256(named) },
    promptSha256: sha256(promptOf(template, ask)),
    revealedSha256: sha256(ask.speeches.map(({ turn, side, text }) => ({ turn, side, text }))),
    messages: promptOf(template, sourceless),
  }
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
