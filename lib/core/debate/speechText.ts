import type { Span } from '#lib/core/quotes/quote'

export { countChars, countWords, cutAtSentence } from './speechLimits'

/** What everybody reads of a speech. `tagged`: where the debater marked quotes in `text`, quotation marks excluded. */
export type SpokenText = { text: string; tagged: Span[] }

/**
 * Turns a debater's raw text into what is shown: NFC, quote tags as curly quotation marks, nothing invisible.
 *
 * Nested tags are flattened, empty ones dropped, open ones closed at the end of their paragraph. Marks that only the
 * checker may give (`<v_quote>`, ticks) become plain quotes. Quotation marks around or directly inside a tag are not
 * doubled; those that belong to the quoted words ("Go," he said) stay.
 */
export function renderSpeech(raw: string): SpokenText {
  const page = writer()
  const read = reader(page)
  read.push(raw)
  read.end()
  return { text: page.take(), tagged: page.tagged }
}

/** The same text while it arrives: what `push` and `end` return joins to `renderSpeech(whole).text`, however it is cut. */
export function speechStream(): { push(chunk: string): string; end(): string } {
  const page = writer()
  const read = reader(page)
  return {
    push(chunk) {
      read.push(chunk)
      return page.take()
    },
    end() {
      read.end()
      return page.take()
    },
  }
}

// Control, zero-width and bidirectional characters, and the ticks by which a debater could vouch for itself.
const DROPPED =
  /[\u0000-\u0008\u000D-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}✓✔☑✅🗸🗹]/u
const PLAIN = /^[A-Za-z0-9 ,.]$/ // most of any speech: no need to look further
const LONE = /^[\uD800-\uDFFF]$/
const TAG = /^<(\/?)(?:[a-z]{1,12}[_-])?quote(?:\s[^<>\n]{0,80})?(\/?)>$/i
const MAYBE_TAG = /^<\/?(?:[a-z_-]{0,24}|(?:[a-z]{1,12}[_-])?quote\s[^<>\n]{0,80}|(?:[a-z]{1,12}[_-])?quote\/)$/i

/** Code points in, text and tags out to the quote marker: joins surrogates, drops what is invisible, finds tags. */
function reader(page: Writer) {
  const marker = quoteMarker(page)
  let high = '' // a leading surrogate that waits for its other half
  let tag = '' // what may still become a tag
  const feed = (char: string) => {
    if (tag === '' && PLAIN.test(char)) return marker.char(char)
    if (DROPPED.test(char)) return
    const seen = /[\u0085\u2028\u2029]/.test(char) ? '\n' : /[\t\v\f]/.test(char) ? ' ' : char
    const [, slash, empty] = TAG.exec(tag + seen) ?? []
    if (slash !== undefined) {
      tag = ''
      return slash || empty ? marker.close() : marker.open()
    }
    if (MAYBE_TAG.test(tag + seen)) return void (tag += seen)
    for (const held of tag) marker.char(held)
    tag = ''
    if (seen === '<') tag = seen
    else marker.char(seen)
  }
  return {
    push(chunk: string) {
      const whole = high + chunk
      high = /[\uD800-\uDBFF]$/.test(whole) ? whole.slice(-1) : ''
      for (const char of whole.slice(0, whole.length - high.length)) feed(LONE.test(char) ? '\uFFFD' : char)
    },
    end() {
      if (high) feed('\uFFFD')
      for (const held of tag) marker.char(held)
      marker.end()
    },
  }
}

const DOUBLE = /["“”„‟«»]/
const MARK = /["“”„‟«»'‘’]/
const BLANK_LINE = /\n\s*\n/

/** Decides where quotes begin and end, and which quotation marks are already there. */
function quoteMarker(page: Writer) {
  let state: 'outside' | 'opening' | 'inside' = 'outside'
  let depth = 0 // of tags nested in the open one
  let tail = '' // white space and quotation marks whose meaning the next character decides
  let last = '' // the last character before the tail
  let outer: 'double' | 'single' | null = null // a mark stood before the tag: its partner is to go as well
  let since = '' // white space since the opening tag
  let leading = '' // a mark directly inside the tag
  let held: string | null = null // the quote so far, while the leading mark has no partner yet
  let marks = 0 // double marks inside the quote so far

  const out = (text: string) => {
    if (held !== null) held += text
    else page.write(text)
    marks += text.match(/["“”„‟«»]/g)?.length ?? 0
  }
  const release = (keepLeading: boolean) => {
    if (held === null) return
    page.write(keepLeading ? held : held.slice(1))
    held = null
  }
  const shut = (end: string) => {
    const own = held === null && marks % 2 === 1 ? end.search(DOUBLE) + 1 : 0 // closes a mark within the quote
    release(false)
    page.write(end.slice(0, own))
    page.quoteEnds()
    state = 'outside'
    tail = end.slice(own).replace(/\S/g, '')
    last = '”'
  }
  const outside = (char: string) => {
    if (outer === 'double' && DOUBLE.test(char)) return void (outer = null)
    const partner = outer === 'single' && /['’]/.test(char) && tail === ''
    if (outer === 'single') outer = null
    if (partner) return
    if (/\s/.test(char) || MARK.test(char)) return void (tail += char)
    page.write(tail + char)
    tail = ''
    last = char
  }
  const opening = (char: string) => {
    if (/\s/.test(char)) return void (since += char)
    if (DOUBLE.test(char) && !BLANK_LINE.test(since)) return void (leading ||= char)
    tail += since
    if (BLANK_LINE.test(since)) {
      state = 'outside'
      return outside(char)
    }
    page.write(tail)
    tail = ''
    page.quoteBegins()
    state = 'inside'
    held = leading || null
    marks = leading ? 1 : 0
    out(char)
  }
  const inside = (char: string) => {
    if (/\s/.test(char) || DOUBLE.test(char)) return void (tail += char)
    const end = tail.search(BLANK_LINE)
    if (end >= 0) {
      const rest = tail.slice(end)
      shut(tail.slice(0, end))
      tail += rest
      return outside(char)
    }
    if (DOUBLE.test(tail)) release(true)
    out(tail + char)
    tail = ''
  }
  return {
    char: (char: string) => (state === 'outside' ? outside : state === 'opening' ? opening : inside)(char),
    open() {
      if (state === 'inside' && BLANK_LINE.test(tail)) {
        const end = tail.search(BLANK_LINE)
        const rest = tail.slice(end)
        shut(tail.slice(0, end))
        tail += rest
      }
      if (state !== 'outside') return void depth++
      const before = tail.at(-2) ?? last
      const mark = tail.at(-1) ?? ''
      if (MARK.test(mark) && /^[\s([{—–-]?$/.test(before)) {
        tail = tail.slice(0, -1)
        outer = DOUBLE.test(mark) ? 'double' : 'single'
      } else outer = null
      state = 'opening'
      depth = 0
      since = leading = ''
    },
    close() {
      if (state === 'outside') return
      if (depth > 0) return void depth--
      if (state === 'inside') return shut(tail)
      state = 'outside'
      tail += since
    },
    end() {
      if (state === 'inside') shut(tail)
      page.write(tail.trimEnd())
      page.end()
    },
  }
}

type Writer = ReturnType<typeof writer>

const COMBINING_MARKS = 8
const EXTENDS = /[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\u{16D63}-\u{16D6A}]/u // may compose with what stands before it

/** The page: composes characters (NFC), limits stacked marks and blank lines, and notes where quotes stand. */
function writer() {
  const tagged: Span[] = []
  let taken = 0 // code units handed out
  let ready = ''
  let cluster = '' // a character and its combining marks; complete only when the next one comes
  const flush = () => {
    ready += cluster.normalize('NFC').replace(/(\p{M}{8})\p{M}+/gu, '$1')
    cluster = ''
  }
  return {
    tagged,
    write(text: string) {
      const begun = taken + ready.length + cluster.length > 0
      const spaced =
        text.length < 3 ? text : text.replace(/\s{3,}/g, (run) => (run.split('\n').length > 3 ? '\n\n' : run))
      for (const char of begun ? spaced : spaced.trimStart()) {
        if (!EXTENDS.test(char)) flush()
        if (cluster.length < 16 * COMBINING_MARKS) cluster += char
      }
    },
    quoteBegins() {
      flush()
      ready += '“'
      tagged.push({ start: taken + ready.length, end: -1 })
    },
    quoteEnds() {
      flush()
      const open = tagged.at(-1)
      if (open) open.end = taken + ready.length
      ready += '”'
    },
    end: flush,
    take() {
      const text = ready
      taken += text.length
      ready = ''
      return text
    },
  }
}

/** A speech as its debater writes it: the quotes that were marked in tags again, without their quotation marks. */
export function tagQuotes({
  text,
  quotes,
}: {
  text: string
  quotes: readonly { at: Span; flags: readonly string[] }[]
}): string {
  const marked = quotes.filter(({ flags }) => !flags.includes('untagged')).toSorted((p, q) => q.at.start - p.at.start)
  return marked.reduce((now, { at }) => {
    const [open, close] = [now[at.start - 1] === '“' ? 1 : 0, now[at.end] === '”' ? 1 : 0]
    return `${now.slice(0, at.start - open)}<quote>${now.slice(at.start, at.end)}</quote>${now.slice(at.end + close)}`
  }, text)
}
