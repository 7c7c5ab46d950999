import type { Rules } from '#lib/core/debate/protocol'

/** Immutable rules of a protocol. In a debate's setup they stand with `protocolId` as id and `number` as version. */
export type ProtocolRevision = {
  id: string
  protocolId: string // the name as an address
  name: string
  number: number
  rules: Rules
}
export type StoredProtocol = ProtocolRevision & { retired: boolean }

/** Rules that hosts have written, with their newest revision. */
export interface ProtocolStore {
  /** The newest revision of each, retired ones too, by name. */
  protocols(): Promise<StoredProtocol[]>
  /** Of a protocol in use; null otherwise. */
  revision(revisionId: string): Promise<ProtocolRevision | null>
  /** @returns null if the id or the name is taken, also by a retired one */
  create(
    made: Pick<ProtocolRevision, 'protocolId' | 'name' | 'rules'> & { createdBy: string | null },
  ): Promise<ProtocolRevision | null>
  /**
   * Appends revision number `after` + 1, and takes a retired protocol back into use.
   *
   * @returns null, having written nothing, if `after` is not the newest number any more
   */
  append(
    protocolId: string,
    after: number,
    made: { rules: Rules; createdBy: string | null },
  ): Promise<ProtocolRevision | null>
  /** @returns false if there is none in use */
  retire(protocolId: string): Promise<boolean>
}
