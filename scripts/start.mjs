/** `npm start`: everything from a fresh clone to `Arena ready`. This half runs before any dependency is installed. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { buildPages, checkNode, prepare, root, stopSteps } from './setup.mjs'
import { complain, elapsed, step } from './report.mjs'

const roles = process.argv.slice(2).filter((word) => ['web', 'worker'].includes(word))
const development = process.argv.includes('--dev')

process.chdir(root)
const interrupted = () => {
  stopSteps()
  process.exit(130)
}
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
for (const signal of signals) process.once(signal, interrupted)
try {
  checkNode()
  if (existsSync('.env')) process.loadEnvFile('.env')
  await prepare()
  const { start } = await import(path.join(root, 'dist/start.js'))
  for (const signal of signals) process.off(signal, interrupted)
  process.exit(await start({ root, roles, development, step, elapsed, buildPages, stopSteps }))
} catch (error) {
  stopSteps()
  complain(error)
  process.exit(1)
}
