import { accounts } from '#server/deps'
import { route } from '#server/route'
import { changeRole } from '#lib/services/accounts'

export const PUT = route('person.role', async ({ params, body }) => changeRole(await accounts(), params.id, body.role))
