/**
 * Waits, or until it is called off.
 *
 * @param ms how long, milliseconds
 * @returns false if the signal came first
 */
export const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const timer = setTimeout(() => end(true), ms)
    const end = (whole: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cut)
      resolve(whole)
    }
    const cut = () => end(false)
    signal.addEventListener('abort', cut, { once: true })
  })
