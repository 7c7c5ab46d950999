import type { ApiError } from '#lib/http/contract'
import type { ImportReport } from '#lib/services/imports'
import type { Upload } from './files'

export type Sent = { ok: true; report: ImportReport } | { ok: false; message: string }
type Choice = { set: string; skipBad: boolean; dryRun: boolean }

const LOST = 'The connection broke off before the end, so nothing was written. Try again.'

/**
 * Sends a file to be checked or imported.
 *
 * @param heard given every report while it runs
 * @returns the last report, or one sentence about what went wrong; throws AbortError if the signal is aborted
 */
export async function send(
  upload: Upload,
  choice: Choice,
  signal: AbortSignal,
  heard: (report: ImportReport) => void,
): Promise<Sent> {
  const query = new URLSearchParams({
    set: choice.set,
    name: upload.name.slice(-200),
    format: upload.format,
    skipBad: choice.skipBad ? 'yes' : 'no',
    dryRun: choice.dryRun ? 'yes' : 'no',
  })
  try {
    const response = await fetch(`/api/v1/questions/import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: upload.body,
      signal,
    })
    if (!response.ok || !response.body) return { ok: false, message: await faultOf(response) }
    let last: ImportReport | null = null
    for await (const line of linesOf(response.body)) {
      const said: ImportReport | ApiError = JSON.parse(line)
      if ('error' in said) return { ok: false, message: said.message }
      last = said
      heard(said)
    }
    return last && last.outcome !== 'running' ? { ok: true, report: last } : { ok: false, message: LOST }
  } catch (error) {
    if (signal.aborted) throw error
    return { ok: false, message: LOST }
  }
}

async function faultOf(response: Response): Promise<string> {
  try {
    const { message }: ApiError = await response.json()
    return message
  } catch {
    return `The server answered ${response.status}. Try again.`
  }
}

export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line !== '')
  }
  if (rest !== '') yield rest
}
