import { pendingMigrations } from '#lib/adapters/postgres/migrations'
import { CannotStart } from '#lib/cannotStart'

/**
 * Whether the database can be reached and has every migration that this version knows.
 *
 * @param root the project's folder
 * @returns what is missing in one sentence, without addresses: anybody may ask; null if nothing is
 */
export async function notReady(databaseUrl: string | undefined, root: string): Promise<string | null> {
  if (!databaseUrl) return 'No database is set.'
  try {
    const pending = await pendingMigrations(databaseUrl, root)
    return pending.length === 0 ? null : `Migrations to apply: ${pending.join(', ')}.`
  } catch (error) {
    if (error instanceof CannotStart) return 'The database cannot be used; the operator’s log says why.'
    throw error
  }
}

/** How readiness is told: 200, or 503 with what is missing. */
export const readyReply = (problem: string | null) => ({
  status: problem ? 503 : 200,
  headers: { 'cache-control': 'no-store' },
  body: { status: problem ? 'not ready' : 'ready', problem },
})
