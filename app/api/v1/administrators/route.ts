import { accounts } from '#server/deps'
import { route } from '#server/route'
import { claimAdministrator } from '#lib/services/accounts'

export const POST = route('administrator.claim', async ({ body }) => claimAdministrator(await accounts(), body))
