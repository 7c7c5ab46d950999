import pino from 'pino'
import { readEnv } from './env'

const secret = [
  'key',
  'apiKey',
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'AUTH_SECRET',
  'OPENAI_API_KEY',
  'DATABASE_URL',
]
const hidden = ['source', 'answerKey', 'prompt', 'request.headers', 'headers["set-cookie"]']

/**
 * A logger that writes one JSON object per line to standard output.
 * Log where an error is handled, once, with `requestId`, `debateId`, `userId` as far as they are known.
 * Fields that may hold a secret, a source or a prompt are blacked out down to the third level; better not to pass them at all.
 */
export const createLog = (level: string, destination?: pino.DestinationStream) =>
  pino(
    {
      level,
      base: null, // one machine, and the parent process says which role wrote a line
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [...secret, ...hidden].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[hidden]',
      },
      serializers: { err: describe, error: describe },
    },
    destination,
  )
export type Log = ReturnType<typeof createLog>

/** Of an error only what was written for people: SDK errors carry headers and bodies. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack } = error
  return {
    name,
    message,
    stack,
    ...('code' in error && { code: error.code }),
    ...('status' in error && { status: error.status }),
  }
}

/** The logger of this process, at LOG_LEVEL. */
export const log: Log = createLog(readEnv().LOG_LEVEL)
