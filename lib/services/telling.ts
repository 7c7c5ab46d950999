import type { Delta } from '#lib/core/debate/live'
import type { Audience } from '#lib/core/debate/view'
import type { Deps } from '#lib/ports'

const BATCH_MS = 100
const CHECKPOINT_MS = 500

type Part = Omit<Delta, 'offset' | 'text'>

/**
 * Tells those who may read along of a speech being written: pieces of at most 100 ms, each with its offset, and a
 * checkpoint at least every 500 ms. Never splits a surrogate pair.
 *
 * @param lost called once the attempt is no longer ours to write
 */
export function telling(
  deps: Pick<Deps, 'live' | 'attempts' | 'now' | 'report'>,
  attemptId: string,
  part: Part,
  readers: readonly Audience[],
  lost: () => void,
) {
  let text = ''
  let told = 0
  let toldAt = -Infinity
  let keptAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let keeping: Promise<void> = Promise.resolve()

  const keep = () => {
    keptAt = deps.now()
    const soFar = text
    keeping = keeping
      .then(async () => void ((await deps.attempts.checkpoint(attemptId, soFar)) || lost()))
      .catch(deps.report)
  }
  const tell = () => {
    clearTimeout(timer)
    timer = undefined
    const last = text.charCodeAt(text.length - 1)
    const end = last >= 0xd800 && last < 0xdc00 ? text.length - 1 : text.length
    if (end <= told) return
    if (readers.length > 0) deps.live.delta(readers, { ...part, offset: told, text: text.slice(told, end) })
    told = end
    toldAt = deps.now()
    if (deps.now() - keptAt >= CHECKPOINT_MS) keep()
  }
  return {
    add(piece: string) {
      if (piece === '') return
      text += piece
      const wait = BATCH_MS - (deps.now() - toldAt)
      if (wait <= 0) tell()
      else timer ??= setTimeout(tell, wait)
    },
    text: () => text,
    /** Tells what is left, and waits for what is being kept. */
    async end() {
      tell()
      await keeping
    },
  }
}
