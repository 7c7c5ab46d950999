import { err } from '#lib/core/result'
import { controlPanel } from '#lib/services/panels'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const POST = route('panel.control', async ({ params, body }) => {
  const done = await controlPanel(await deps(), params.id, body.action)
  return done.ok ? done : err(done.error === 'not-now' ? 'panel-moved-on' : done.error)
})
