/**
 * JSON lines, one at a time as they are asked for, so that a slow reader slows the source down.
 * A reader that leaves ends the source.
 *
 * @param broke makes one last line of what was thrown: nothing secret, since it goes to the reader. If it gives
 *   nothing, the stream breaks off, so that a download is seen to have failed.
 */
export function jsonLines(
  rows: AsyncIterator<unknown>,
  broke: (error: unknown) => unknown,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const line = (row: unknown) => encoder.encode(`${JSON.stringify(row)}\n`)
  return new ReadableStream({
    async pull(to) {
      try {
        const next = await rows.next()
        if (next.done) to.close()
        else to.enqueue(line(next.value))
      } catch (error) {
        const said = broke(error)
        if (said === undefined) return to.error(error)
        to.enqueue(line(said))
        to.close()
      }
    },
    async cancel() {
      await rows.return?.()
    },
  })
}
