import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { CannotStart } from '#lib/cannotStart'
import { readEnv } from '#lib/env'
import { openApp, type App } from '#lib/server/app'
import { Refused, type Call, type CliCommand } from './command'
import { debatesRun } from './debates'
import { judgeInjections } from './injections'
import { judgeList, judgeRetry, judgeRun } from './judge'
import { exportJudgments, exportNative } from './exports'
import { doctor, usersPromote } from './installation'
import { questionsImport, questionsList } from './questions'

const commands: CliCommand[] = [
  questionsImport,
  questionsList,
  debatesRun,
  judgeList,
  judgeRetry,
  judgeRun,
  judgeInjections,
  exportJudgments,
  exportNative,
  usersPromote,
  doctor,
]

const nameOf = ({ usage }: CliCommand) =>
  usage
    .split(' ')
    .filter((word) => /^[a-z]/.test(word))
    .join(' ')

function help(): string {
  const flags = (command: CliCommand) =>
    Object.entries(command.flags ?? {}).map(([name, { about }]) => `      --${name}  ${about}`)
  return [
    'npm run --silent arena -- <noun> <verb> [args] [--json]',
    'With --json standard output is JSON (one document, or a line per row); messages go to standard error.',
    ...commands.flatMap((command) => ['', `  ${command.usage}`, `      ${command.about}`, ...flags(command)]),
  ].join('\n')
}

async function main(argv: string[]): Promise<void> {
  const words = argv.filter((word) => !word.startsWith('-'))
  const command = commands.find((one) => nameOf(one) === words.slice(0, nameOf(one).split(' ').length).join(' '))
  if (!command) {
    const asked = words.length === 0 || words[0] === 'help'
    process[asked ? 'stdout' : 'stderr'].write(
      `${asked ? '' : `There is no command “${words.slice(0, 2).join(' ')}”.\n\n`}${help()}\n`,
    )
    if (!asked) process.exitCode = 2
    return
  }
  const options = Object.fromEntries(Object.entries(command.flags ?? {}).map(([name, { type }]) => [name, { type }]))
  const parsed = parse(argv, { ...options, json: { type: 'boolean' } })
  let opened: Promise<App> | null = null
  const env = readEnv()
  const write = async (text: string) => void (process.stdout.write(text) || (await once(process.stdout, 'drain')))
  const call: Call = {
    args: parsed.positionals.slice(nameOf(command).split(' ').length),
    flags: parsed.values,
    json: parsed.values['json'] === true,
    env,
    app: () => (opened ??= openApp(env)),
    say: (line) => void process.stderr.write(`${line}\n`),
    out: (value, text) =>
      void process.stdout.write(parsed.values['json'] === true ? `${JSON.stringify(value)}\n` : `${text}\n`),
    line: (value) => write(`${JSON.stringify(value)}\n`),
  }
  try {
    await command.run(call)
  } finally {
    if (opened) await (await (opened as Promise<App>).catch(() => null))?.close()
  }
}

function parse(args: string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : 'The arguments cannot be read.')
  }
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    const known = error instanceof Refused || error instanceof CannotStart
    process.stderr.write(
      `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = 1
  })
  .finally(() => process.exit()) // a connection that was still on its way keeps nobody waiting
