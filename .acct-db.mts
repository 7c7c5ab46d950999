import { startEmbedded } from '/work/main/lib/adapters/postgres/embedded'
import { migrate } from '/work/main/lib/adapters/postgres/migrations'
import { seed } from '/work/main/lib/server/seed'
const dataDir = '/tmp/acct-data'
const e = await startEmbedded({ dataDir })
await migrate(e.url, '/work/main')
const s = await seed({ databaseUrl: e.url, baseUrl: 'http://localhost:4555', authSecret: 'a secret of at least thirty-two characters', dataDir })
console.log(JSON.stringify({ url: e.url, link: s.adminLink }))
process.on('SIGTERM', async () => { await e.release(); process.exit(0) })
setInterval(() => {}, 1e6)
