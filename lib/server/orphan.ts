/**
 * Loaded first in every child process. The parent holds the other end of the channel: when it is gone, even by
 * `kill -9`, the child stops as if it had been told to, and a second start does not meet it.
 */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 15_000).unref()
})
process.channel?.unref()
