const NAMES = ['argument', 'thinking', 'think'] as const
type Name = (typeof NAMES)[number]

const TAG = /^<(\/?)(argument|thinking|think)\s{0,8}>$/i
/** Whether `text` may still become one of our tags once more of it has come. */
const mayBecomeTag = (text: string): boolean => {
  const [, name, space] = /^<\/?([a-z]*)(\s{0,8})$/i.exec(text) ?? []
  if (name === undefined) return false
  return NAMES.some((known) => (space ? known === name.toLowerCase() : known.startsWith(name.toLowerCase())))
}

/**
 * Lets the speech out of a model's raw text while it arrives, and nothing else.
 *
 * Only what stands in the first `<argument>` block comes out. `<thinking>` and `<think>` are private wherever they
 * stand, also inside the argument; a tag named inside them is only text. What follows `</argument>` is dropped.
 * What `push` returns, joined, is the same however the text is cut.
 *
 * @returns `end()`: `complete` only if the block was closed, and no thinking ended inside it that had not begun
 *   (some servers send the end of the thinking alone: then what came out was not meant to)
 */
export function argumentStream(): { push(chunk: string): string; end(): { complete: boolean; thinking: string } } {
  let argument: 'before' | 'inside' | 'after' = 'before'
  let thinkingIn: Name | null = null
  let spoiled = false
  let held = '' // what may still become a tag
  const thoughts: string[] = []
  let thought = ''

  const closeThought = () => {
    if (thought.trim()) thoughts.push(thought.trim())
    thought = ''
    thinkingIn = null
  }
  /** @returns the text that comes out */
  const text = (seen: string): string => {
    if (thinkingIn) thought += seen
    else if (argument === 'inside') return seen
    return ''
  }
  const tag = (seen: string, name: Name, closes: boolean): string => {
    if (thinkingIn) {
      if (closes && name === thinkingIn) closeThought()
      else thought += seen
    } else if (name !== 'argument') {
      if (!closes) thinkingIn = name
      else if (argument === 'inside') spoiled = true
    } else if (!closes) {
      if (argument === 'before') argument = 'inside'
    } else if (argument === 'inside') argument = 'after'
    return ''
  }

  return {
    push(chunk) {
      let out = ''
      for (const char of chunk) {
        const candidate = held + char
        const [, slash, name] = TAG.exec(candidate) ?? []
        if (name !== undefined) {
          held = ''
          out += tag(
            candidate,
            NAMES.find((known) => known === name.toLowerCase())!,
            slash === '/',
          )
        } else if (mayBecomeTag(candidate)) held = candidate
        else {
          out += text(held)
          held = mayBecomeTag(char) ? char : ''
          if (!held) out += text(char)
        }
      }
      return out
    },
    end() {
      text(held) // an argument that is not closed does not count, so only an unfinished thought can take it
      held = ''
      closeThought()
      return { complete: argument === 'after' && !spoiled, thinking: thoughts.join('\n\n') }
    },
  }
}
