/**
 * The network address that a request came from, for limits. The gate has written it (lib/server/gate.ts): whatever the
 * request said of itself is gone.
 *
 * @returns an IPv4 address; of an IPv6 address its network (the first 64 bits), of which one household has any number
 */
export const addressOf = (headers: Headers): string =>
  networkOf(headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown')

/** As addressOf, of an address. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (!bare.includes(':')) return bare
  const [head = [], tail = []] = bare.split('::').map((part) => part.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  const groups = bare.includes('::') ? [...head, ...zeros, ...tail] : head
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}
