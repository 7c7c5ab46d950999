import { accounts } from '#server/deps'
import { route } from '#server/route'
import { addressOf } from '#lib/http/address'
import { createAccount } from '#lib/services/accounts'

export const POST = route('account.create', async ({ body, request }) =>
  createAccount(await accounts(), body, addressOf(request.headers)),
)
