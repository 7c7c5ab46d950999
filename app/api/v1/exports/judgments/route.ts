import { deps } from '#server/deps'
import { route } from '#server/route'
import { log } from '#lib/log'
import { exportFile } from '#lib/server/exportFile'

export const GET = route('export.judgments', async ({ query: { room }, requestId }) =>
  exportFile(await deps(), 'judgments', {
    room,
    broken: (error) => log.error({ err: error, requestId }, 'an export broke off'),
  }),
)
