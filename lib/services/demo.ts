import { debate } from '#lib/core/protocols/debate'
import type { Person } from '#lib/core/people/can'
import { pick, randomFrom } from '#lib/core/random'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { isJudgingOn } from './judgingAfter'
import { openRoom } from './openRoom'
import { startFirst } from './roomControl'

/**
 * Starts a debate between the built-in debaters, with this person as its judge, on a question of the starter set that
 * they have not met; once they have met all, on any of it.
 */
export async function startDemo(deps: Deps, person: Person): Promise<Result<{ code: string }, 'nothing-to-show'>> {
  const { debaters, setId, questionIds } = await deps.rooms.demoMaterial(person.id)
  const seed = deps.newId()
  const again = setId === null || questionIds.length > 0 ? [] : await deps.questions.drawFrom(setId, 1, seed)
  const shut = await isJudgingOn(deps, person, again) // on the one that is left they judge elsewhere, and not yet to the end
  const all = shut ? [] : [...questionIds, ...again]
  const [debaterA, debaterB = debaterA] = debaters
  if (all.length === 0 || debaterA === undefined || debaterB === undefined) return err('nothing-to-show')
  const code = await openRoom(
    deps,
    {
      name: 'Demo debate',
      kind: 'demo',
      hostId: person.id,
      setId,
      protocol: debate({ turns: 'simultaneous', rounds: 3, words: 100 }),
      debaterA,
      debaterB,
      feedback: 'verdict',
      seed,
      listed: false,
    },
    [pick(randomFrom(`${seed}/question`), all)],
    { name: person.name, seat: 'judge' },
  )
  const room = await deps.rooms.byCode(code)
  if (!room) throw new Error(`room ${code} is gone`)
  await startFirst(deps, room.id)
  return ok({ code })
}
