import { welcomeGuest } from '#server/auth'
import { deps } from '#server/deps'
import { route } from '#server/route'
import { startDemo } from '#lib/services/rooms'

export const POST = route('demo.start', async ({ person, request }) =>
  startDemo(await deps(), person ?? (await welcomeGuest('You', request))),
)
