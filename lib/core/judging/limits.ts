/** How long a verdict can be taken back, ms. */
export const UNDO_MS = 10_000
export const REASON_MIN_CHARS = 50
export const REASON_MAX_CHARS = 5_000
