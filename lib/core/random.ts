/** A stream of numbers in [0, 1), the same for the same seed on every machine. Not for secrets. */
export type Random = () => number

/**
 * sfc32 seeded by a 128-bit hash (cyrb128) of the seed text; 15 values are thrown away to mix the state.
 *
 * @see Doty-Humphrey, PractRand (sfc32); period about 2^128 on average
 */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = hash128(seed)
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 15; i++) next()
  return next
}

function hash128(text: string): [number, number, number, number] {
  const k = [597399067, 2869860233, 951274213, 2716044179] as const
  let h = [1779033703, 3144134277, 1013904242, 2773480762] as [number, number, number, number]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    h = [
      h[1] ^ Math.imul(h[0] ^ code, k[0]),
      h[2] ^ Math.imul(h[1] ^ code, k[1]),
      h[3] ^ Math.imul(h[2] ^ code, k[2]),
      h[0] ^ Math.imul(h[3] ^ code, k[3]),
    ]
  }
  return h
}

/** One item, all equally likely. @throws RangeError if there is none */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('nothing to pick from')
  return items[Math.floor(random() * items.length)]!
}
