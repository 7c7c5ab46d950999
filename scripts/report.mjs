/** How the two commands speak: one line per step with its time, one line for what stands in the way. */
const began = performance.now()
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(7)

/** Runs a step and prints its line. A step that answers `false` had nothing to do. */
export async function step(name, work) {
  const start = performance.now()
  try {
    const done = await work()
    console.log(`${done === false ? '·' : '✓'} ${name.padEnd(34)}${seconds(performance.now() - start)}${done === false ? '  nothing to do' : ''}`)
    return done
  } catch (error) {
    if (!error?.interrupted) console.log(`✗ ${name.padEnd(34)}${seconds(performance.now() - start)}`)
    throw error
  }
}

export const elapsed = () => seconds(performance.now() - began).trim()

/** A reason to stop that needs no stack: its message is the line to show. */
export function cannot(message) {
  return Object.assign(new Error(message), { name: 'CannotStart' })
}

/** What went wrong, on standard error: one line if we know it, all of it if we do not. */
export function complain(error) {
  if (error?.code === 'ENOSPC') console.error('The disk is full. Free some space and start again; nothing was lost.')
  else console.error(error?.name === 'CannotStart' ? error.message : error)
}
