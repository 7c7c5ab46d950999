import type { JudgeConfig } from '#lib/core/judges/config'
import { SpeakError } from '#lib/ports'
import type { JudgeCaller, JudgeReply } from '#lib/ports/judges'
import { dialect, type OpenaiCaller } from './caller'

const TOP = 20 // as many as the API gives
const TOKEN_REPLY = 4 // a letter, and what some tokenisers put around it

type ModelConfig = Extract<JudgeConfig, { kind: 'model' }>

/** Asks a model that judges through any OpenAI-compatible endpoint. */
export const openaiJudge = ({ waitMs, call }: OpenaiCaller): JudgeCaller => ({
  waitMs: ({ config, providerId }) => (config.kind === 'model' ? waitMs({ providerId, model: config.model }) : 0),
  async ask({ config, providerId }, messages, form, signal) {
    const { model, temperature, topP, maxTokens } = modelOf(config)
    const reply: JudgeReply = {
      text: '',
      reasoning: '',
      finishReason: '',
      model: null,
      tokensIn: null,
      tokensOut: null,
      top: null,
    }
    const chunks = call(
      { providerId, model },
      (quirks) => ({
        model,
        messages: messages.map(({ role, content }) => ({ role, content })),
        stream: true,
        ...(temperature !== null && { temperature }),
        ...(topP !== null && { top_p: topP }),
        ...dialect(quirks, form === 'token' ? TOKEN_REPLY : maxTokens),
        ...(form === 'token' && { logprobs: true, top_logprobs: TOP }),
      }),
      signal,
    )
    for await (const chunk of chunks) {
      if (chunk.type === 'text') reply.text += chunk.text
      else if (chunk.type === 'reasoning') reply.reasoning += chunk.text
      else if (chunk.type === 'token') reply.top ??= chunk.top
      else {
        const { finishReason, tokensIn, tokensOut } = chunk
        Object.assign(reply, { finishReason, tokensIn, tokensOut, model: chunk.model })
      }
    }
    return reply
  },
})

function modelOf(config: JudgeConfig): ModelConfig {
  if (config.kind === 'model') return config
  throw new SpeakError('config_error', 'This judge is not a model.')
}
