import { randomUUID } from 'node:crypto'
import { builtInSpeaker } from '#lib/adapters/builtin/speaker'
import { openaiCaller } from '#lib/adapters/openai/caller'
import { openaiJudge } from '#lib/adapters/openai/judge'
import { openaiProbe } from '#lib/adapters/openai/probe'
import { openaiSpeaker } from '#lib/adapters/openai/speaker'
import { prismaAnswerKey } from '#lib/adapters/prisma/answerKey'
import { prismaAttempts } from '#lib/adapters/prisma/attempts'
import { prismaClient } from '#lib/adapters/prisma/client'
import { prismaDebaters } from '#lib/adapters/prisma/debaters'
import { prismaDebates } from '#lib/adapters/prisma/debates'
import { prismaAfter } from '#lib/adapters/prisma/judgingAfter'
import { prismaJudgments } from '#lib/adapters/prisma/judgments'
import { prismaJudgeCalls } from '#lib/adapters/prisma/judgeCalls'
import { prismaJudges } from '#lib/adapters/prisma/judges'
import { prismaLeases } from '#lib/adapters/prisma/leases'
import { prismaPanels } from '#lib/adapters/prisma/panels'
import { prismaProtocols } from '#lib/adapters/prisma/protocols'
import { prismaQuestions } from '#lib/adapters/prisma/questions'
import { prismaRooms } from '#lib/adapters/prisma/rooms'
import { prismaSurveys } from '#lib/adapters/prisma/surveys'
import { jobQueue } from '#lib/adapters/queue/queue'
import { secretBox } from '#lib/adapters/secrets'
import { socketLive } from '#lib/adapters/socketio/live'
import { CannotStart } from '#lib/cannotStart'
import type { Env } from '#lib/env'
import { log } from '#lib/log'
import type { Deps } from '#lib/ports'
import { sharedEnds } from './fanOut'
import { authSecret } from './secret'

/**
 * The composition root: every port with its adapter. Processes, route handlers and the command line all get theirs here.
 *
 * Connections are shared by all that run in one process; the Prisma client is not, since an error's class is known only
 * to the module instance that made it.
 *
 * @param env with DATABASE_URL; who uses the embedded database starts it first
 * @throws CannotStart without DATABASE_URL
 */
export async function makeDeps(env: Env) {
  if (!env.DATABASE_URL) throw new CannotStart('DATABASE_URL is not set, and no embedded database was started.')
  const report = (error: unknown) => log.error({ err: error }, 'something broke')
  const shared = await sharedEnds(env.DATABASE_URL, env.REDIS_URL, report)
  const { pool } = shared
  const prisma = prismaClient(pool)
  const now = Date.now
  const debaters = prismaDebaters(prisma, secretBox(env.AUTH_SECRET ?? authSecret(env.DATA_DIR)))
  const caller = openaiCaller({ endpoint: debaters.endpoint, disable: debaters.disable, now })
  const deps = {
    debates: prismaDebates(prisma),
    leases: prismaLeases(prisma),
    judgments: prismaJudgments(prisma),
    after: prismaAfter(prisma),
    readAnswerKey: prismaAnswerKey(prisma),
    attempts: prismaAttempts(prisma),
    debaters,
    questions: prismaQuestions(prisma),
    rooms: prismaRooms(prisma),
    protocols: prismaProtocols(prisma),
    surveys: prismaSurveys(prisma),
    live: socketLive(shared.emitter),
    queue: jobQueue(pool),
    speakers: {
      builtin: builtInSpeaker({ now }),
      model: openaiSpeaker(caller),
    },
    now,
    newId: () => randomUUID(),
    report,
    here: async (roomId: string) => shared.here(roomId),
  } satisfies Deps
  return {
    ...deps,
    judges: prismaJudges(prisma),
    judgeCalls: prismaJudgeCalls(prisma),
    judgeCaller: openaiJudge(caller),
    panels: prismaPanels(prisma),
    providers: debaters,
    probe: openaiProbe(now),
    prisma,
    pool,
    /** How other processes' sockets are joined to ours. */
    ends: shared,
    async close(): Promise<void> {
      await prisma.$disconnect()
      await shared.close()
    },
  }
}
