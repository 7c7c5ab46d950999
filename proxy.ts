import { NextResponse, type NextRequest } from 'next/server'
import { readEnv } from '#lib/env'
import { alwaysHeaders, httpsHeaders, pagePolicy } from '#lib/http/headers'

const { NODE_ENV, PUBLIC_URL } = readEnv()
const secure = PUBLIC_URL?.startsWith('https:') ?? false

/** Gives every page its headers and a nonce of its own. Decides nothing about access: pages and routes ask `can`. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const host = request.headers.get('host') ?? request.nextUrl.host
  const policy = pagePolicy({ nonce, host, secure, development: NODE_ENV === 'development' })

  // Next reads the nonce for its own scripts from the policy of the request; the layout reads x-nonce.
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries({ ...alwaysHeaders, ...(secure && httpsHeaders) }))
    response.headers.set(name, value)
  return response
}

// The API sets its own headers, and its uploads must not pass through here, where bodies are cut at 10 MB.
export const config = { matcher: '/((?!api/|_next/static/|_next/webpack-hmr).*)' }
