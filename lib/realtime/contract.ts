import * as z from 'zod'
import type { Delta } from '#lib/core/debate/live'
import { side } from '#lib/core/debate/protocol'
import type { Audience, DebateView } from '#lib/core/debate/view'
import type { Result } from '#lib/core/result'
import type { RoomView } from '#lib/core/rooms/room'

const debateId = z.uuid()
const code = z.string().max(40)
/** Everything a browser may ask of the socket: name -> input schema. Nothing here writes; writes go by HTTP. */
export const asks = {
  'room.subscribe': z.object({ code }), // also counts the person as here, while the socket lasts
  'room.leave': z.object({ code }),
  'debate.subscribe': z.object({ debateId }),
  'debate.leave': z.object({ debateId }),
  'speech.sync': z.object({ debateId, turn: z.int(), side, offset: z.int().nonnegative() }), // after a gap
}
export type AskName = keyof typeof asks
export type Ask<N extends AskName> = z.infer<(typeof asks)[N]>
export type Fault = 'invalid' | 'forbidden' | 'not-found' | 'too-many' | 'internal'
type Replies = {
  'room.subscribe': RoomView
  'room.leave': null
  'debate.subscribe': DebateView
  'debate.leave': null
  'speech.sync': Delta[]
}
export type Reply<N extends AskName> = Result<Replies[N], Fault>

export type ClientToServer = { [N in AskName]: (input: Ask<N>, reply: (r: Reply<N>) => void) => void }
export type ServerToClient = {
  'debate.snapshot': (view: DebateView) => void // whole, without `own`; newest() joins it to what is shown
  'speech.delta': (delta: Delta) => void // about every 100 ms; volatile
  'room.changed': (change: { code: string; version: number }) => void // ask room.subscribe again
  'server.restart': (notice: { afterMs: number }) => void // reconnect not before
}

/** What socket.io calls a room. Ours is a place where people gather, so this is a channel: one debate, one audience. */
export const channel = (debateId: string, audience: Audience) => `debate:${debateId}:${audience}`
export const roomChannel = (roomId: string) => `room:${roomId}`
