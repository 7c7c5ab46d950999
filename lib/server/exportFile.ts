import { jsonLines } from '#lib/http/lines'
import { exportRows, type ExportChoice, type ExportEnds, type ExportKind } from '#lib/queries/exports'

/**
 * An export as a download: JSON lines, written as they are read. It breaks off, visibly, if the reading breaks.
 *
 * @param choice.broken told what broke
 */
export function exportFile(
  ends: ExportEnds,
  kind: ExportKind,
  choice: ExportChoice & { broken: (error: unknown) => void },
): Response {
  const day = new Date().toISOString().slice(0, 10)
  const name = ['arena', kind, choice.room?.replace(/[^\w-]/g, ''), day].filter(Boolean).join('-')
  return new Response(
    jsonLines(exportRows(ends, kind, choice), (error) => void choice.broken(error)),
    {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.jsonl"`,
      },
    },
  )
}
