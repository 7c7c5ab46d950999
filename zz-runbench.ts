import pg from 'pg'
import { startEmbedded, stopEmbedded } from './lib/adapters/postgres/embedded'
import { migrate } from './lib/adapters/postgres/migrations'
import { benchImport } from './lib/bench/import'
async function main() {
const { url } = await startEmbedded({ dataDir: '/tmp/benchdata' })
await migrate(url, '/work/main')
const pool = new pg.Pool({ connectionString: url })
pool.on('error', () => {})
await benchImport(pool, 100_000)
await pool.end()
await stopEmbedded('/tmp/benchdata')
}
main().catch((e) => { console.error(e); process.exit(1) })
