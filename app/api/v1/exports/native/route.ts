import { deps, env } from '#server/deps'
import { route } from '#server/route'
import { log } from '#lib/log'
import { secretOf } from '#lib/server/door'
import { exportFile } from '#lib/server/exportFile'
import { pseudonymSecretOf } from '#lib/server/secret'
import { textsBeingJudged } from '#lib/services/judgingAfter'

export const GET = route('export.native', async ({ person, query: { room }, requestId }) =>
  exportFile({ ...(await deps()), pseudonymSecret: pseudonymSecretOf(secretOf(env())) }, 'native', {
    room,
    shut: await textsBeingJudged(await deps(), person),
    broken: (error) => log.error({ err: error, requestId }, 'an export broke off'),
  }),
)
