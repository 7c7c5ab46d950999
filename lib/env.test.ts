import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readEnv, settings } from './env'

test('needs nothing, and takes an empty string for nothing', () => {
  const env = readEnv({ PORT: '', DATABASE_URL: ' ', OPENAI_API_KEY: '' })
  expect(env).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    LOCAL_MODELS: 'on',
    TRUST_PROXY: 'off',
    WORKER_CONCURRENCY: 20,
  })
  expect(env.DATA_DIR).toBe(path.resolve('data'))
  expect(env.DATABASE_URL).toBeUndefined()
  expect(env.OPENAI_API_KEY).toBeUndefined()
})

test('reads what is given', () => {
  expect(readEnv({ PORT: '0', PUBLIC_URL: 'https://arena.example/x/', WORKER_CONCURRENCY: '3' })).toMatchObject({
    PORT: 0,
    PUBLIC_URL: 'https://arena.example',
    WORKER_CONCURRENCY: 3,
  })
})

test.each([
  ['PORT', '65536', 'whole number from 0 to 65535'],
  ['PORT', '3e3', 'whole number'],
  ['DATABASE_URL', 'mysql://u:hidden@h/d', 'postgres:// or postgresql://'],
  ['DATABASE_URL', 'localhost:5432', 'postgres://'],
  ['REDIS_URL', 'http://h', 'redis://'],
  ['PUBLIC_URL', 'arena.example', 'http:// or https://'],
  ['AUTH_SECRET', 'hidden', 'at least 32'],
  ['LOG_LEVEL', 'loud', 'must be one of fatal, error'],
  ['LOCAL_MODELS', 'yes', 'on, off'],
  ['TRUST_PROXY', 'true', 'on, off'],
  ['WORKER_CONCURRENCY', '0', 'from 1 to 1000'],
])('%s=%s stops the start by name', (name, value, reason) => {
  const read = () => readEnv({ [name]: value })
  expect(read).toThrow(expect.objectContaining({ name: 'CannotStart' }))
  expect(read).toThrow(new RegExp(`^Settings: ${name} [^\\n]*${reason}[^\\n]*$`))
  expect(read).not.toThrow('hidden')
})

test('half a sign-in provider is named', () => {
  expect(() => readEnv({ GITHUB_ID: 'x' })).toThrow('GITHUB_SECRET is missing, and GITHUB_ID needs it')
})

test('.env.example documents every setting, and no other', () => {
  const documented = readFileSync('.env.example', 'utf8').matchAll(/^# ?([A-Z_]+)=/gm)
  expect([...documented].map((match) => match[1])).toEqual(settings.filter((name) => name !== 'NODE_ENV'))
})
