/** `npm run --silent arena -- <noun> <verb> …`: the command line, from its bundle. `help` lists what it can do. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { beSilent, complain } from './report.mjs'
import { checkNode, prepare, root } from './setup.mjs'

process.chdir(root)
try {
  beSilent() // standard output belongs to the command
  checkNode()
  if (existsSync('.env')) process.loadEnvFile('.env')
  await prepare()
  await import(path.join(root, 'dist/cli.js'))
} catch (error) {
  complain(error)
  process.exit(1)
}
