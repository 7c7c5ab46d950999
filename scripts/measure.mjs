/** `npm run bench` and `npm run chaos`: lists the programs of lib/bench or lib/chaos, or runs the one that is named. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { complain, beSilent } from './report.mjs'
import { checkNode, prepare, root } from './setup.mjs'

const [kind, name, ...args] = process.argv.slice(2)
const folder = path.join(root, 'lib', kind)
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => /^(?!.*\.test\.)[\w-]+\.ts$/.test(file))
      .map((file) => file.slice(0, -3))
  : []

process.chdir(root)
if (!names.includes(name)) {
  console.error(name ? `There is no ${kind} program “${name}”.` : `npm run ${kind} -- NAME [args]`)
  console.error(`Programs: ${names.join(', ') || 'none yet'}`)
  process.exit(name ? 1 : 0)
}
try {
  beSilent()
  checkNode()
  await prepare()
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', path.join(folder, `${name}.ts`), ...args], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
} catch (error) {
  complain(error)
  process.exit(1)
}
