/** How the commands speak: one line per step with its time, one line for what stands in the way. */
const began = performance.now()
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(7)
let silent = false

/** Only what goes wrong is said from now on: for commands whose output is read by programs. */
export const beSilent = () => (silent = true)

/** Runs a step and prints its line. A step that answers `false` had nothing to do. */
export async function step(name, work) {
  const start = performance.now()
  const line = (mark, note = '') =>
    silent || console.log(`${mark} ${name.padEnd(34)}${seconds(performance.now() - start)}${note}`)
  try {
    const done = await work()
    if (done === false) line('·', '  nothing to do')
    else line('✓')
    return done
  } catch (error) {
    if (!error?.interrupted) line('✗')
    throw error
  }
}

export const elapsed = () => seconds(performance.now() - began).trim()

/** A reason to stop that needs no stack: its message is the line to show. */
export const cannot = (message) => Object.assign(new Error(message), { name: 'CannotStart' })

/** What went wrong, on standard error: one line if we know it, all of it if we do not. */
export function complain(error) {
  if (error?.code === 'ENOSPC') console.error('The disk is full. Free some space and start again; nothing was lost.')
  else console.error(error?.name === 'CannotStart' ? error.message : error)
}
