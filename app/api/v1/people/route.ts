import { accounts } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { listAccounts } from '#lib/services/accounts'

export const GET = route('people.list', async () => ok(await listAccounts(await accounts())))
