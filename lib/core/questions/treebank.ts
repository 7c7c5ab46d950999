const OPENING = new Set(['(', '[', '{', '“', '‘', '$', '#'])
const CLOSING = /^(?:[.,;:?!%)\]}”’]|\.\.\.|'(?:s|m|d|ll|re|ve|t)?|n't)$/i
const BRACKETS: Record<string, string> = {
  '-LRB-': '(',
  '-RRB-': ')',
  '-LSB-': '[',
  '-RSB-': ']',
  '-LCB-': '{',
  '-RCB-': '}',
}
const DASH = /^--+$/

/**
 * Joins Penn-Treebank-like tokens into running text, for reading.
 *
 * A run of "\n" tokens is a new paragraph after the end of a sentence and before a capital or a quotation mark; elsewhere
 * it is the wrapped line of a printed page, and becomes a space.
 */
export function joinTokens(tokens: readonly string[]): string {
  let text = ''
  let newlines = 0
  let tight = true // no space before the next token
  let open = false // inside straight quotation marks
  for (const raw of tokens) {
    if (/^\n+$/.test(raw)) {
      newlines += raw.length
      if (newlines > 1) open = false // quotation marks do not reach over paragraphs
      continue
    }
    let token = BRACKETS[raw] ?? raw
    if (token === '``') token = '“'
    else if (token === "''") token = '”'
    else if (token === '"') {
      token = open ? '”' : '“'
      open = !open
    } else if (token === '`') token = '‘'
    if (DASH.test(token)) token = '—'
    const paragraph = newlines > 0 && /[.?!:”’"']$/.test(text) && /^[\p{Lu}“‘"'*[]/u.test(token)
    const space = paragraph ? '\n\n' : tight || CLOSING.test(token) || token === '—' ? '' : ' '
    text += space + token
    tight = OPENING.has(token) || token === '—'
    newlines = 0
  }
  return text.trim()
}
