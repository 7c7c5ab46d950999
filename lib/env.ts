import path from 'node:path'
import * as z from 'zod'
import { CannotStart } from './cannotStart'

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)
const address = (schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)),
      `must be an address that begins with ${schemes.map((s) => `${s}://`).join(' or ')}`,
    )
const origin = address(['http', 'https']).transform((text) => new URL(text).origin)

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  /** 0 takes any free port. */
  PORT: whole(0, 65535).default(3000),
  /** 0.0.0.0 opens the arena to the network. */
  HOST: z.string().default('127.0.0.1'),
  /** Absolute, whatever was given. Holds the embedded database, its password, and secrets made here. */
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((folder) => path.resolve(folder)),
  /** Absent: the embedded PostgreSQL in DATA_DIR. */
  DATABASE_URL: address(['postgres', 'postgresql']).optional(),
  /** Absent: the processes find each other through PostgreSQL. */
  REDIS_URL: address(['redis', 'rediss']).optional(),
  /** Where people reach the arena, without a path; needed behind a proxy and for OAuth. */
  PUBLIC_URL: origin.optional(),
  /** Whether a proxy stands in front that says itself who asked. Off: what a request says of itself is not believed. */
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  /** Signs cookies and encrypts stored keys. Absent: made once and kept in DATA_DIR. */
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: address(['http', 'https']).optional(),
  OPENAI_MODEL: z.string().optional(),
  /** Whether to look for model servers on this machine at the start. */
  LOCAL_MODELS: z.enum(['on', 'off']).default('on'),
  /** Debates that one worker advances at the same time. */
  WORKER_CONCURRENCY: whole(1, 1000).default(20),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITLAB_CLIENT_ID: z.string().optional(),
  GITLAB_CLIENT_SECRET: z.string().optional(),
})
export type Env = z.infer<typeof schema>

const pairs = [
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITLAB_CLIENT_ID', 'GITLAB_CLIENT_SECRET'],
] as const

/** The names of all settings, in the order in which they are documented. */
export const settings = Object.keys(schema.shape)

/**
 * The settings. Called once by each entry point; the only reader of process.env.
 *
 * @param source an empty string counts as absent
 * @throws CannotStart that names each bad value, but not what it was: it may be a secret
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = schema.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${worded(issue)}`)
  for (const pair of pairs) {
    const [present, absent] = [pair.find((name) => given[name]), pair.find((name) => !given[name])]
    if (present && absent) problems.push(`${absent} is missing, and ${present} needs it`)
  }
  if (parsed.success && problems.length === 0) return parsed.data
  throw new CannotStart(`Settings: ${[...new Set(problems)].join('; ')}. See .env.example.`)
}

const worded = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message

/** The environment of a child process: ours, and what is given on top. */
export const environmentWith = (extra: Record<string, string>): NodeJS.ProcessEnv => ({ ...process.env, ...extra })

/** Names this test run to the processes that vitest starts for it; set by its global set-up. */
export function testRun(): string {
  const id = process.env.ARENA_TEST_RUN
  if (!id) throw new Error('ARENA_TEST_RUN is not set: a test database exists only within a test run')
  return id
}

/** next-auth reads its own address from the environment alone: PUBLIC_URL, or else whatever host was asked for. */
export function tellNextAuth(publicUrl: string | undefined) {
  if (publicUrl) process.env.NEXTAUTH_URL = publicUrl
  else process.env.AUTH_TRUST_HOST = 'true'
}
