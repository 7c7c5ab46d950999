/** Why a text cannot be stored, or null. PostgreSQL holds no U+0000, and a lone surrogate is no character. */
export function faultIn(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character'
  if (!text.isWellFormed()) return 'holds half of a character (a lone surrogate)'
  return null
}

/** A text as it is stored: NFC, so that offsets mean the same everywhere; line ends `\n`; no white space around it. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()

/** Maximal runs of non-whitespace. */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0
