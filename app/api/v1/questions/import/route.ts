import { deps } from '#server/deps'
import { route } from '#server/route'
import { err } from '#lib/core/result'
import { brokenMessage } from '#lib/http/errors'
import { jsonLines } from '#lib/http/lines'
import { log } from '#lib/log'
import { formatByName, importUpload, keepUpload } from '#lib/server/questionImport'

/** The whole file is on disk before the import begins; its reports follow as JSON lines while it runs. */
export const POST = route('questions.import', async ({ query, request, requestId }) => {
  const { name, set } = query
  const format = query.format ?? formatByName(name)
  if (!format) return err('unknown-format')
  if (!request.body) return err('invalid')
  const kept = await keepUpload(request.body, name)
  if (!kept.ok) return kept
  const options = { set, format, skipBad: query.skipBad === 'yes', dryRun: query.dryRun === 'yes' }
  const reports = importUpload(await deps(), kept.value, options)
  return new Response(
    jsonLines(reports, (error) => {
      log.error({ err: error, requestId }, 'an import broke; nothing was written')
      return { error: 'internal', message: brokenMessage(requestId), requestId }
    }),
    { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } },
  )
})
