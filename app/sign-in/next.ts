/** Where to go after signing in: a path of ours, never another site. */
export function nextPath(given: string | string[] | undefined): string {
  const path = typeof given === 'string' ? given : '/'
  const base = 'http://arena.invalid'
  return URL.canParse(path, base) && new URL(path, base).origin === base && path.startsWith('/') ? path : '/'
}
