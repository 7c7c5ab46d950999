import type { Rules } from '#lib/core/debate/protocol'
import { arms } from '#lib/core/protocols/arms'
import { presets } from '#lib/core/protocols/presets'

/** What a new protocol can be made from. `id`: of a preset, or an arm's kind. */
export type StartingPoint = { id: string; name: string; about: string; rules: Rules }

export const fromArms: readonly StartingPoint[] = arms.map(({ kind, name, about, build }) => {
  const { id: _, version: __, ...rules } = build({ turns: 'simultaneous', rounds: 3, words: 100 })
  return { id: kind, name, about, rules }
})
export const fromPresets: readonly StartingPoint[] = presets.map(({ id, name, source, about, rules }) => ({
  id,
  name,
  about: `${about} ${source}.`,
  rules,
}))

export const startingPoint = (id: string): StartingPoint =>
  [...fromPresets, ...fromArms].find((one) => one.id === id) ?? fromArms[0]!
