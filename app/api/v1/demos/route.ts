import { welcomeGuest } from '#server/auth'
import { accounts, deps } from '#server/deps'
import { route } from '#server/route'
import { err } from '#lib/core/result'
import { addressOf } from '#lib/http/address'
import { mayStartDemo } from '#lib/services/accounts'
import { startDemo } from '#lib/services/rooms'

export const POST = route('demo.start', async ({ person, request }) => {
  if (!(await mayStartDemo(await accounts(), addressOf(request.headers)))) return err('too-many-demos')
  return startDemo(await deps(), person ?? (await welcomeGuest('You', request)))
})
