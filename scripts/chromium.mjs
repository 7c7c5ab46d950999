import { existsSync } from 'node:fs'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium on this machine: the one of ARENA_CHROMIUM, one of the system, or null. */
export function systemChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const places = [
    process.env.ARENA_CHROMIUM ?? '',
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...applications,
  ]
  return places.find((place) => place && existsSync(place)) ?? null
}

/** Quiet, without a graphics card, also as root and in containers. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
