/** Runs `work` for a key at most once per `everyMs`, the last call never lost. */
export function thinned(everyMs: number, work: (key: string) => Promise<void>, report: (error: unknown) => void) {
  const waiting = new Map<string, boolean>() // key -> whether it was asked for again meanwhile
  const go = (key: string) => {
    waiting.set(key, false)
    work(key).catch(report)
    setTimeout(() => {
      const again = waiting.get(key)
      waiting.delete(key)
      if (again) go(key)
    }, everyMs).unref()
  }
  return (key: string) => (waiting.has(key) ? void waiting.set(key, true) : go(key))
}

/** Runs `work` again and again, never twice at once. */
export function polling(everyMs: number, report: (error: unknown) => void, work: () => Promise<void>) {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch(report)
      .finally(() => void (running = null))
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
