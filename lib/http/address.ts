/**
 * The network address that a request came from, for limits. The last hop was written by the server or the proxy in front
 * of it; what stands before it was written by whoever asked.
 */
export const addressOf = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
