import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, localAddress, networkAddresses, terminalCode } from './addresses'

test('a port in use is refused in one line, and 0 finds a free one', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const address = busy.address()
  const port = address && typeof address === 'object' ? address.port : 0
  await expect(freePort(port, '127.0.0.1')).rejects.toThrow(
    new RegExp(`^Port ${port} is in use[^\\n]*PORT=${port + 1} npm start$`),
  )
  const free = await freePort(0, '127.0.0.1')
  expect(free).not.toBe(port)
  expect(await freePort(free, '127.0.0.1')).toBe(free)
  busy.close()
  await expect(freePort(0, '203.0.113.1')).rejects.toThrow('HOST 203.0.113.1 is not an address of this machine')
})

test('says localhost where it can, and network addresses only when it is open', async () => {
  expect(localAddress('0.0.0.0', 3000)).toBe('http://localhost:3000')
  expect(localAddress('192.0.2.7', 80)).toBe('http://192.0.2.7:80')
  expect(networkAddresses('127.0.0.1', 3000)).toEqual([])
  for (const address of networkAddresses('0.0.0.0', 3000)) expect(address).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:3000$/)
  expect((await terminalCode('http://192.0.2.7:3000', false)).split('\n').length).toBeGreaterThan(10)
})
