import { deps, env } from '#server/deps'
import { route } from '#server/route'
import { log } from '#lib/log'
import { secretOf } from '#lib/server/door'
import { exportFile } from '#lib/server/exportFile'
import { pseudonymSecretOf } from '#lib/server/secret'

export const GET = route('export.native', async ({ query: { room }, requestId }) =>
  exportFile({ ...(await deps()), pseudonymSecret: pseudonymSecretOf(secretOf(env())) }, 'native', {
    room,
    broken: (error) => log.error({ err: error, requestId }, 'an export broke off'),
  }),
)
