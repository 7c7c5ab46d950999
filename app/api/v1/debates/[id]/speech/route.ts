import { deps } from '#server/deps'
import { route } from '#server/route'
import { keepSpeechDraft, sayOwn, speechDesk } from '#lib/services/arguing'

export const GET = route('speech.desk', async ({ person, params }) => speechDesk(await deps(), person, params.id))
export const POST = route('speech.say', async ({ person, params, body }) =>
  sayOwn(await deps(), person, params.id, body),
)
export const PUT = route('speech.draft', async ({ person, params, body }) =>
  keepSpeechDraft(await deps(), person, params.id, body),
)
