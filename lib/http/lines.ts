/**
 * JSON lines, one at a time as they are asked for, so that a slow reader slows the source down.
 * A reader that leaves ends the source; a source that breaks ends the stream with `broke`, as one last line.
 *
 * @param broke makes the last line of what was thrown: nothing secret, since it goes to the reader
 */
export function jsonLines(rows: AsyncIterator<unknown>, broke: (error: unknown) => unknown): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const line = (row: unknown) => encoder.encode(`${JSON.stringify(row)}\n`)
  return new ReadableStream({
    async pull(to) {
      try {
        const next = await rows.next()
        if (next.done) to.close()
        else to.enqueue(line(next.value))
      } catch (error) {
        to.enqueue(line(broke(error)))
        to.close()
      }
    },
    async cancel() {
      await rows.return?.()
    },
  })
}
