import path from 'node:path'
import pg from 'pg'
import { openaiProbe } from '#lib/adapters/openai/probe'
import { prismaClient } from '#lib/adapters/prisma/client'
import { prismaDebaters } from '#lib/adapters/prisma/debaters'
import { prismaJudges } from '#lib/adapters/prisma/judges'
import { storeStarter } from '#lib/adapters/prisma/starter'
import { secretBox } from '#lib/adapters/secrets'
import { readEnv, type Env } from '#lib/env'
import { administratorLink } from '#lib/services/accounts'
import { ensurePerson } from '#lib/services/debaters'
import { ensureBuiltInJudge } from '#lib/services/judges'
import { registerProviders } from '#lib/services/registration'
import { readStarter } from '../../prisma/starter/passage'
import { accountsOf } from './session'

/** What a start puts into a database that is up and migrated. Runs at every start, so it must be quick and repeatable. */
export type SeedInput = {
  databaseUrl: string
  baseUrl: string
  authSecret: string
  dataDir: string
  starterDir?: string
}

/**
 * Starter questions, built-in debaters, the providers of the settings and of this machine.
 *
 * @returns a one-time link that makes its visitor an administrator, while there is none; `told`: sentences for the operator
 */
export async function seed(
  { databaseUrl, baseUrl, authSecret, starterDir = path.join(process.cwd(), 'prisma', 'starter') }: SeedInput,
  settings: Env = readEnv(),
): Promise<{ adminLink?: string; told: string[] }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const db = prismaClient(pool)
  try {
    const debaters = prismaDebaters(db, secretBox(authSecret))
    const [told, token] = await Promise.all([
      registerProviders(
        { providers: debaters, debaters, probe: openaiProbe(Date.now) },
        {
          key: settings.OPENAI_API_KEY,
          baseUrl: settings.OPENAI_BASE_URL,
          model: settings.OPENAI_MODEL,
          lookForLocal: settings.LOCAL_MODELS === 'on',
        },
      ),
      administratorLink(accountsOf(db)),
      ensurePerson({ providers: debaters }),
      ensureBuiltInJudge({ judges: prismaJudges(db) }),
      readStarter(starterDir).then((passages) => storeStarter(db, passages)),
    ])
    return { told, ...(token && { adminLink: `${baseUrl}/welcome?token=${encodeURIComponent(token)}` }) }
  } finally {
    await db.$disconnect()
    await pool.end()
  }
}
