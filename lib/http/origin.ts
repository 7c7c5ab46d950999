/**
 * Whether a writing request comes from our own pages, or from no browser at all. Browsers send `Sec-Fetch-Site` (not
 * over plain http from a class room's LAN) or `Origin` with every write; programs with a cookie of their own send neither.
 *
 * @param publicUrl the address people use, where a proxy stands in front
 */
export function sameOrigin(request: Request, publicUrl?: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  if (origin === null) return true
  if (!URL.canParse(origin)) return false // "null" of a sandboxed frame
  const { host } = new URL(origin)
  return host === request.headers.get('host') || (publicUrl !== undefined && host === new URL(publicUrl).host)
}
