import type { Protocol } from '#lib/core/debate/protocol'
import type { SurveyKind } from '#lib/core/surveys/items'

export const seats = ['host', 'judge', 'debater', 'spectator'] as const
export type Seat = (typeof seats)[number]

export type RoomState = 'gathering' | 'debating' | 'ended'

export type Room = {
  id: string
  code: string // as K7-MAPLE
  name: string
  kind: 'room' | 'demo'
  hostId: string
  setId: string | null
  protocol: Protocol
  debaterA: string | null // revision ids, as many as the protocol has speakers; who argues which side is drawn per debate
  debaterB: string | null
  people?: { places: number; minutesPerTurn: number | null } // debaters who are people; minutes for a speech, null: as long as it takes
  feedback: 'verdict' | 'close'
  survey?: Exclude<SurveyKind, 'off'> // what those who have judged or argued are asked; who argued is told after it
  seed: string
  listed: boolean
  position: number // which item of the playlist is on, from 1; 0 while people gather
  length: number // of the playlist
  debateId: string | null // of the item that is on
  version: number
  endedAt: number | null // ms since 1970
}
export type Member = { userId: string; name: string; seat: Seat; removed: boolean }

export const stateOf = (room: Pick<Room, 'endedAt' | 'position'>): RoomState =>
  room.endedAt !== null ? 'ended' : room.position === 0 ? 'gathering' : 'debating'

/** What one member sees of the room. Names and counts; never a belief, an id of a person, or a question to come. */
export type RoomView = {
  code: string
  name: string
  kind: Room['kind']
  version: number
  state: RoomState
  seat: Seat
  myName: string
  position: number
  length: number
  debateId: string | null
  rules: {
    name: string // of the arm
    about: string // the arrangement in words, for people
    feedback: Room['feedback']
    survey: SurveyKind
  }
  people: { name: string; seat: Seat; here: boolean; you: boolean }[] // nobody who was removed; who argues is for the host
  places?: { taken: number; of: number } // for debaters who are people
  scoreboard: { name: string; you: boolean; debates: number; meanLogScore: number; right: number; ties: number }[]
  /** For the host alone. */
  desk?: {
    attention: string | null // why the debate stands still, in words
    hold: 'paused' | 'attention' | 'judge' | null
    phase: 'running' | 'completed' | 'closed' | 'cancelled' | 'failed' | null
    leads: string | null // name of the judge who decides when the debate ends, if one who has a seat does
    judges: number
    priorsIn: number
    verdictsIn: number
    memberIds: { name: string; userId: string; seat: Seat }[] // to remove somebody
    waitingUntil: number | null // ms since 1970; the provider asked to wait
    setName: string | null
    debaters: string[] // in the room's order, which is not the sides'
  }
}
