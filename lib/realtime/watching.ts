import { replay } from '#lib/core/debate/debate'
import type { Audience } from '#lib/core/debate/view'
import type { Deps } from '#lib/ports'
import { viewOf } from '#lib/services/debates'
import { channel } from './contract'
import type { Peer } from './server'

/** What this process knows of one socket: never sent anywhere. */
export type Watching = {
  debates: Map<string, { audience: Audience; roomId: string | null; seq: number }> // seq: the newest it was sent
  rooms: Map<string, string> // id -> code
  quiet: Set<string> // ids of rooms where this person argues: their coming and going is not told
}

/** A view that was committed but never told: sent to those who have an older one, built once per audience. */
export async function tellViews(deps: Deps, watching: ReadonlyMap<Peer, Watching>) {
  const ids = new Set([...watching.values()].flatMap(({ debates }) => [...debates.keys()]))
  for (const [debateId, seq] of await deps.rooms.seqs([...ids])) {
    const behind = [...watching].flatMap(([peer, { debates }]) => {
      const known = debates.get(debateId)
      return known && known.seq < seq ? [{ peer, audience: known.audience }] : []
    })
    const debate = behind.length > 0 ? replay(await deps.debates.read(debateId)) : null
    if (!debate) continue
    for (const audience of new Set(behind.map((one) => one.audience))) {
      const view = await viewOf(deps, audience, debate)
      for (const one of behind)
        if (one.audience === audience && one.peer.rooms.has(channel(debateId, audience)))
          one.peer.emit('debate.snapshot', view)
    }
  }
}
