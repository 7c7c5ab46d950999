import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf } from '../../cannotStart'

/**
 * Tells a process apart from a later one with the same id: its start time where the system shows it, else ''.
 *
 * @returns null if there is no such process, or only its remains that nobody has collected yet
 */
export function processMark(pid: number): string | null {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return null
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // the name before may hold spaces
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/** The command line of a process; '' if it cannot be known. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return ''
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

const self = () => `${process.pid} ${processMark(process.pid) ?? ''}`

/** @returns the id of the living process that a lock or user file names, else null */
export function holderOf(file: string): number | null {
  try {
    const [pid, mark] = readFileSync(file, 'utf8').split(' ')
    return processMark(Number(pid)) === mark ? Number(pid) : null
  } catch {
    return null
  }
}

/**
 * Takes a lock file for this process. A lock left by a process that is gone is taken over.
 *
 * @returns the id of the process that holds it, or null: it is ours until `rmSync(file)`
 */
export function takeLock(file: string): number | null {
  for (let tries = 0; tries < 5; tries++) {
    try {
      writeFileSync(file, self(), { flag: 'wx', mode: 0o600 })
      return null
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = holderOf(file)
    if (holder !== null) return holder
    rmSync(file, { force: true })
  }
  return holderOf(file)
}

/** Notes that this process uses something, until `rmSync(file)`. */
export const signIn = (file: string) => writeFileSync(file, self(), { mode: 0o600 })
