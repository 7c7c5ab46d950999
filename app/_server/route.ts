import 'server-only'
import { answer, type Work } from '#lib/http/answer'
import type { ApiName } from '#lib/http/contract'
import { door } from './deps'

/**
 * The handler of one route of lib/http/contract.ts. `work` is asked only by those who may, with what the contract's
 * schemas parsed, and answers a Result (the refusal's name becomes status and sentence) or, for streams, a Response.
 *
 *     export const POST = route('room.create', async ({ person, body }) => createRoom(await deps(), person, body))
 */
export const route =
  <N extends ApiName>(name: N, work: Work<N>) =>
  async (request: Request, context: { params: Promise<unknown> }): Promise<Response> =>
    answer(name, await door(), work, request, await context.params)
