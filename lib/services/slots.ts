/** Places at a provider: so many calls at once, the rest wait in line. One provider's line is no other's business. */
export type Slots = ReturnType<typeof slots>

export function slots() {
  const lines = new Map<string, { taken: number; waiting: (() => void)[] }>()
  return {
    /**
     * Waits for a place.
     *
     * @returns gives the place back; calling it twice gives it back once
     * @throws the signal's reason if it is aborted while waiting
     */
    async take(key: string, places: number, signal: AbortSignal): Promise<() => void> {
      const line = lines.get(key) ?? { taken: 0, waiting: [] }
      lines.set(key, line)
      while (line.taken >= places) {
        await new Promise<void>((resolve, reject) => {
          const leave = () => {
            line.waiting = line.waiting.filter((one) => one !== wake)
            reject(signal.reason)
          }
          const wake = () => {
            signal.removeEventListener('abort', leave)
            resolve()
          }
          if (signal.aborted) return leave()
          signal.addEventListener('abort', leave, { once: true })
          line.waiting.push(wake)
        })
      }
      line.taken++
      let given = false
      return () => {
        if (given) return
        given = true
        line.taken--
        line.waiting.shift()?.()
      }
    },
  }
}
