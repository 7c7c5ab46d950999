// Characters that nobody sees, or that change how others are read: control, zero-width, bidirectional, tags, variation
// selectors, line separators and those of private use; a lone surrogate is escaped by JSON itself.
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\uE000-\uF8FF\u{1D173}-\u{1D17A}\u{E0000}-\u{10FFFF}]/gu
const SPEAKER =
  'system|user|human|assistant|developer|tool|function|model|ai|judge|instructions?|input|output|response|admin|administrator|moderator|operator'
// The colon after a speaker's name at the beginning of a text or of a line in it.
const ROLE = new RegExp(
  String.raw`(?<=(?:"|\\[nrt])[^\p{L}\p{N}\n\\]*(?:${SPEAKER})(?:\s+(?:prompt|message|note|notice|override|turn))?[\s*_)]*)[:：]`,
  'giu',
)

/**
 * Encodes a value as JSON in which nothing can pass for the page around it: what cannot be seen, angle brackets, `[INST]`,
 * rows of hashes, dashes, equals signs or backticks, and "system:" at a line's start stand as `\uXXXX`. Read back, it is the value.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(ROLE, escaped)
    .replace(UNSEEN, escaped)
    .replace(/[<>＜＞‹›«»〈〉《》]|`{3,}|#{2,}|-{3,}|={3,}|~{3,}|_{3,}|\*{3,}/g, escaped)
    .replace(/[[［](?=\s*[/#]?\s*[A-Z_]{2,}\s*[\]］])/g, escaped)
}

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
