/**
 * Places at a provider: so many calls at once, as many again wait in line, and whoever comes after that lets go of the
 * debate. So a slow provider holds at most two debates in hand per place, and no other provider waits for it.
 */
export type Slots = ReturnType<typeof slots>

type Line = { places: number; taken: number; waiting: (() => void)[]; parked: Map<string, () => void> }

export function slots() {
  const lines = new Map<string, Line>()
  const lineOf = (key: string, places: number): Line => {
    const line = lines.get(key) ?? { places, taken: 0, waiting: [], parked: new Map<string, () => void>() }
    line.places = places // a setting may have changed
    lines.set(key, line)
    return line
  }
  const full = (line: Line) => line.taken >= line.places && line.waiting.length >= line.places
  const callIn = (line: Line) => {
    const [next] = line.parked
    if (!next || full(line)) return
    line.parked.delete(next[0])
    next[1]()
  }
  return {
    /**
     * Waits for a place.
     *
     * @returns gives the place back (calling it twice gives it back once); null if the line is full
     * @throws the signal's reason if it is aborted while waiting
     */
    async take(key: string, places: number, signal: AbortSignal): Promise<(() => void) | null> {
      const line = lineOf(key, places)
      if (full(line)) return null
      while (line.taken >= line.places) {
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
        callIn(line)
      }
    },
    /** Remembers who let go because the line was full; `wake` is called once, as soon as there is room again. */
    park(key: string, who: string, wake: () => void): void {
      const line = lines.get(key)
      if (!line) return wake()
      line.parked.set(who, wake)
      callIn(line)
    },
  }
}
