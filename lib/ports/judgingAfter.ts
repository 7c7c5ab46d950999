/**
 * Finished debates, and who may still judge them. One judges on a text once, since a reveal shows all of it: another
 * question on the same text has been met as well.
 */
export interface AfterStore {
  /** Whether this person has judged on this text, or has had a seat in a room whose playlist holds a question on it. */
  met(userId: string, sourceId: string): Promise<boolean>
  /** Texts of the debates that were played while this person had a debater's seat at them. */
  argued(userId: string): Promise<string[]>
  /** Debates this person has begun to judge afterwards and is not through with, oldest first. @param now ms since 1970 */
  unfinished(judgeId: string, now: number): Promise<{ debateId: string; sourceId: string }[]>
  /**
   * Debates that are over, of runs and of listed rooms, on texts that this person has not met: those with the fewest
   * judgments of people first, equals in an order drawn from the seed.
   *
   * @returns at most `limit` ids, and how many there are in all
   */
  waiting(userId: string, choice: { seed: string; limit: number }): Promise<{ debateIds: string[]; total: number }>
}
