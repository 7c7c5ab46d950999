/** `npm run prisma -- migrate dev --name x`: Prisma's command line on the arena's database, started if need be. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { complain } from './report.mjs'
import { checkNode, prepare, root } from './setup.mjs'

process.chdir(root)
try {
  checkNode()
  if (existsSync('.env')) process.loadEnvFile('.env')
  await prepare()
  const { openDatabase } = await import(path.join(root, 'dist/start.js'))
  const { url, release } = await openDatabase()
  const { status } = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  })
  await release()
  process.exit(status ?? 1)
} catch (error) {
  complain(error)
  process.exit(1)
}
