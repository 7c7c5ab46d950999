import type { Env } from '#lib/env'
import type { App } from '#lib/server/app'

/** A thing that went wrong for a reason the caller can mend; its message is the one line to print. */
export class Refused extends Error {}

export type Call = {
  args: string[] // after noun and verb
  flags: Record<string, string | boolean | undefined>
  json: boolean
  env: Env
  /** Opens the database (starting the embedded one if need be) and all that stands on it, once. */
  app(): Promise<App>
  /** To standard error: for people, in both modes. */
  say(line: string): void
  /** To standard output: one JSON document with --json, else the text. */
  out(value: unknown, text: string): void
  /** To standard output: one line of a stream of JSON. */
  line(value: unknown): Promise<void>
}
export type CliCommand = {
  usage: string // as typed after `arena`
  about: string
  flags?: Record<string, { type: 'string' | 'boolean'; about: string }>
  run(call: Call): Promise<void>
}

export function flag(call: Call, name: string): string | undefined {
  const value = call.flags[name]
  return typeof value === 'string' ? value : undefined
}

/** @throws Refused if the flag is missing */
export function needed(call: Call, name: string): string {
  const value = flag(call, name)
  if (!value) throw new Refused(`--${name} is missing.`)
  return value
}

/** A whole number within bounds. @throws Refused with the bounds */
export function whole(call: Call, name: string, fallback: number, [low, high]: [number, number]): number {
  const given = flag(call, name)
  const value = given === undefined ? fallback : Number(given)
  if (!Number.isInteger(value) || value < low || value > high)
    throw new Refused(`--${name} is a whole number from ${low} to ${high}.`)
  return value
}
