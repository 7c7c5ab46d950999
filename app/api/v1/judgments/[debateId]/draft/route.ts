import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { draft } from '#lib/http/contract'
import { draftOf, keepDraft } from '#lib/services/drafts'

export const GET = route('judgment.draft.get', async ({ person, params }) => {
  const kept = await draftOf(await deps(), person, params.debateId)
  return kept.ok ? ok(draft.nullable().catch(null).parse(kept.value)) : kept
})
export const PUT = route('judgment.draft', async ({ person, params, body }) =>
  keepDraft(await deps(), person, params.debateId, body),
)
