import { err, ok, type Result } from '#lib/core/result'

/** What goes wrong with signing in, in words; the names are next-auth's and our own. */
const sentences: Record<string, string> = {
  CredentialsSignin: 'E-mail address and password do not go together. Check both and try again.',
  'too-many': 'Too many tries. Wait a quarter of an hour, then try again.',
  AccessDenied: 'This account may not sign in. Ask whoever runs this arena.',
  OAuthAccountNotLinked: 'There is already an account with this e-mail address. Sign in with its password.',
  SessionRequired: 'Sign in first.',
}
export const inWords = (error: string) => sentences[error] ?? 'Signing in did not work. Try again.'
const OFFLINE = 'The arena cannot be reached. Try again once you are back on the network.'

/** Signs in with e-mail and password; the browser then has the session's cookie. @returns what is wrong in one sentence */
export async function signInWithPassword(email: string, password: string): Promise<Result<null, string>> {
  const answer = await ask('callback/credentials', { email, password })
  if (answer === null) return err(OFFLINE)
  const fault = new URL(answer, window.location.origin).searchParams.get('error')
  return fault === null ? ok(null) : err(inWords(fault))
}

/** @returns where the provider asks who this is; null if the arena cannot be reached */
export const signInAt = (provider: string, next: string): Promise<string | null> =>
  ask(`signin/${provider}`, { callbackUrl: next })

/** Ends this person's sessions, on all devices. @returns false if the arena cannot be reached */
export const signOut = async (): Promise<boolean> => (await ask('signout', { callbackUrl: '/' })) !== null

async function ask(action: string, fields: Record<string, string>): Promise<string | null> {
  try {
    const token: unknown = await (await fetch('/api/auth/csrf')).json()
    const csrfToken = text(token, 'csrfToken')
    const body = new URLSearchParams({ ...fields, csrfToken: csrfToken ?? '', json: 'true' })
    const answer: unknown = await (await fetch(`/api/auth/${action}`, { method: 'POST', body })).json()
    return text(answer, 'url')
  } catch {
    return null
  }
}

function text(value: unknown, field: string): string | null {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null
  return typeof found === 'string' ? found : null
}
