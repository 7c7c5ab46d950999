import { env } from '#server/deps'
import { log } from '#lib/log'
import { notReady, readyReply } from '#lib/server/readiness'

export const dynamic = 'force-dynamic'

/** Whether requests may be sent here: the database can be reached and has every migration that the code knows. */
export async function GET(): Promise<Response> {
  const problem = await notReady(env().DATABASE_URL, process.cwd())
  if (problem) log.warn({ problem }, 'not ready')
  const { body, ...how } = readyReply(problem)
  return Response.json(body, how)
}
