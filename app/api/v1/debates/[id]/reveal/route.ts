import { deps } from '#server/deps'
import { route } from '#server/route'
import { revealFor } from '#lib/services/reveal'

export const GET = route('debate.reveal', async ({ person, params }) => revealFor(await deps(), person, params.id))
