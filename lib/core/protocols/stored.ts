import type { Protocol, Rules } from '#lib/core/debate/protocol'
import { arms } from './arms'
import { presets } from './presets'

/** A stored revision as a debate's setup names it, exactly. */
export const protocolOf = ({
  protocolId,
  number,
  rules,
}: {
  protocolId: string
  number: number
  rules: Rules
}): Protocol => ({ id: protocolId, version: number, ...rules })

const LONGEST = 60

/** The name as an address: small letters, digits and single hyphens; null if nothing of it can stand there. */
export function slugOf(name: string): string | null {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
  return plain.slice(0, LONGEST).replace(/^-+|-+$/g, '') || null
}

/** Whether an id belongs to an arm or a preset: a debate named by it would be taken for one of theirs. */
export const isReserved = (id: string): boolean =>
  id === 'new' || // the page where one is made
  presets.some((preset) => preset.id === id) ||
  arms.some(({ kind }) => kind.replaceAll('_', '-') === id) ||
  /-\d+x\d+(-interactive)?$/.test(id)
