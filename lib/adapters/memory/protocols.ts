import type { ProtocolStore, StoredProtocol } from '#lib/ports/protocols'

/** Protocols in memory, with all their revisions. */
export function memoryProtocols(): ProtocolStore & { all: StoredProtocol[] } {
  const all: StoredProtocol[] = [] // every revision, oldest first
  const newest = (protocolId: string) => all.findLast((one) => one.protocolId === protocolId)
  const setRetired = (protocolId: string, retired: boolean) => {
    for (const one of all) if (one.protocolId === protocolId) one.retired = retired
  }
  return {
    all,
    protocols: async () =>
      [...new Set(all.map(({ protocolId }) => protocolId))]
        .flatMap((protocolId) => newest(protocolId) ?? [])
        .sort((one, two) => one.name.localeCompare(two.name)),
    revision: async (id) => all.find((one) => one.id === id && !one.retired) ?? null,
    async create({ createdBy: _, ...made }) {
      if (all.some(({ protocolId, name }) => protocolId === made.protocolId || name === made.name)) return null
      const revision = { id: crypto.randomUUID(), number: 1, retired: false, ...made }
      all.push(revision)
      return revision
    },
    async append(protocolId, after, { rules }) {
      const last = newest(protocolId)
      if (last?.number !== after) return null
      const revision = { ...last, id: crypto.randomUUID(), number: after + 1, rules }
      all.push(revision)
      setRetired(protocolId, false)
      return revision
    },
    async retire(protocolId) {
      if (newest(protocolId)?.retired !== false) return false
      setRetired(protocolId, true)
      return true
    },
  }
}
