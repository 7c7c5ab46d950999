import { deps } from '#server/deps'
import { route } from '#server/route'
import { log } from '#lib/log'
import { exportFile } from '#lib/server/exportFile'

export const GET = route('export.native', async ({ query: { room }, requestId }) =>
  exportFile(await deps(), 'native', {
    room,
    broken: (error) => log.error({ err: error, requestId }, 'an export broke off'),
  }),
)
