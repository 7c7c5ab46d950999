import { createServer } from 'node:net'
import os from 'node:os'
import QRCode from 'qrcode'
import { CannotStart, codeOf } from '../cannotStart'

/**
 * The port to serve on.
 *
 * @param port 0 for any free one
 * @throws CannotStart if it is in use, reserved, or `host` is not an address of this machine
 */
export function freePort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(portProblem(error, port, host)))
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : port))
    })
  })
}

function portProblem(error: Error, port: number, host: string): Error {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new CannotStart(
        `Port ${port} is in use by another program. Stop that program, or choose another: PORT=${port + 1} npm start`,
      )
    case 'EACCES':
      return new CannotStart(`No permission to serve on port ${port}: choose one above 1023 with PORT.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new CannotStart(
        `HOST ${host} is not an address of this machine: use 127.0.0.1, or 0.0.0.0 for the whole network.`,
      )
    default:
      return error
  }
}

const EVERYWHERE = ['0.0.0.0', '::']

/** Where this machine's own browser finds the arena. */
export const localAddress = (host: string, port: number) =>
  `http://${[...EVERYWHERE, '127.0.0.1', '::1'].includes(host) ? 'localhost' : host}:${port}`

/** How we reach it ourselves: by number, since `localhost` may stand for two addresses. */
export const probeAddress = (host: string, port: number) =>
  `http://${EVERYWHERE.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`

/** Where the machines of the same network find it; none unless it listens on all addresses. */
export function networkAddresses(host: string, port: number): string[] {
  if (!EVERYWHERE.includes(host)) return []
  return Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => `http://${address}:${port}`)
}

/** A QR code for a terminal: dark on light whatever the terminal's colours, if it has any. */
export const terminalCode = (address: string, colours: boolean): Promise<string> =>
  QRCode.toString(address, colours ? { type: 'terminal', small: true } : { type: 'utf8' })
