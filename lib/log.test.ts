import { expect, test } from 'vitest'
import { createLog } from './log'

test('writes what happened and blacks out what must not be kept', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const error = Object.assign(new Error('refused'), { status: 401, headers: { authorization: 'Bearer CANARY' } })
  log.debug('below the level')
  log.error(
    {
      err: error,
      debateId: 'd1',
      provider: { apiKey: 'CANARY', name: 'local' },
      a: { b: { password: 'CANARY' } },
      source: 'CANARY',
    },
    'call failed',
  )
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('CANARY')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 50,
    msg: 'call failed',
    debateId: 'd1',
    provider: { apiKey: '[hidden]', name: 'local' },
    err: { message: 'refused', status: 401 },
  })
})
