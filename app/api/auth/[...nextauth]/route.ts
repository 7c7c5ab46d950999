import nextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { deps, env } from '#server/deps'
import { tellNextAuth } from '#lib/env'
import { authOptions } from '#lib/server/signIn'

async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  tellNextAuth(env().PUBLIC_URL)
  return nextAuth(request, context, authOptions(env(), (await deps()).prisma))
}
export { handle as GET, handle as POST }
