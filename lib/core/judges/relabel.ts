import { other, type Side } from '#lib/core/debate/protocol'
import { err, ok, type Result } from '#lib/core/result'

/** Whether a paragraph of that side and number has been shown, so that "A2" may mean it. */
export type Cited = (side: Side, number: number) => boolean
type Reading = 'label' | 'other' | 'unsure'

// Marks that may stand between a word and its letter: Answer: "A", **Side** (B), choice = A.
const GAP = String.raw`[\s"'“”‘’:=*_\x60(\[{#<>~-]{1,6}`
const NOUN =
  'debaters?|sides?|answers?|options?|speakers?|positions?|consultants?|advis[eo]rs?|choices?|candidates?|parties|party|teams?'
const MORE = String.raw`(?:[AB](?:\s*(?:,|and|or|nor|vs\.?|versus|&|/)\s*)+)*`
const NAMED = new RegExp(String.raw`(?<!\p{L})(${NOUN})(${GAP})${MORE}$`, 'iu')
const CHOSEN = new RegExp(
  String.raw`(?<!\p{L})(votes?(?: for)?|voted for|choose|chooses|chose|select|pick|prefer|favou?r(?: of)?|output|print|return|reply(?: with)?|respond(?: with)?|emit|write|say|token|verdict|winner|label|support|trust|believe)(${GAP})${MORE}$`,
  'iu',
)
// Things that have letters of their own: they stay.
const LETTERED =
  /(?<!\p{L})(?:plan|vitamin|hepatitis|grade|group|class|section|part|point|platform|gate|exhibit|appendix|figure|company|battery|block|building|ward|room|flat|apartment|level|schedule|chapter|act|model)[\s-]$/iu
const OPENS = /(?:^|[.!?:;…]["”’)\]*]*|\n|[“"‘(—–]|(?:^|\s)[-*•])\s*$/u
// What follows a name and no article: "B's claim", "A argues", "A, your", "B show me".
const SPEAKS = new RegExp(
  String.raw`^(?:['’]s (?:own )?(?:arguments?|claims?|quotes?|evidence|assertions?|positions?|case|points?|answers?|reading|interpretation|speech|opening|rebuttal|reply|view|side)` +
    String.raw`| (?:argues|argued|asserts|asserted|concedes|conceded|claims that|claimed that|states that|quotes the|cites the|is (?:right|correct|wrong|mistaken)|wins|has won)` +
    String.raw`|, (?:your?|you['’]re|I)|,? (?:you|your|please|i|how|what|why|can you|could you|will you|(?:show|give|tell) (?:me|us)))(?!\p{L})`,
  'u',
)

const words = (text: string) => new Set(text.split(' '))
/** Words that follow a name and no article. */
const SURE = words(
  "is was has had does did says said argues argued should would could must isn't wasn't hasn't doesn't didn't cannot can't won't wouldn't shouldn't couldn't isn’t wasn’t hasn’t doesn’t didn’t can’t won’t wouldn’t shouldn’t couldn’t wins loses gives gave shows tells told admits admitted asserts asserted seems makes gets takes brings brought ignores ignored misreads misquotes concedes conceded contradicts provides relies and or nor vs versus",
)
/** Words that may follow either: "A claims adjuster came", "A claims that". */
const EITHER = words(
  'can will may might claims claimed quotes quoted cites cited points pointed needs answers answered replies replied responds made lost won failed fails proves proved wrote asks asked states stated argument please then to in on at for',
)

/**
 * Exchanges the letters A and B where they name a side ("Debater A", "choose B", "A is right"; paragraphs such as "B2")
 * and leaves them where they do not ("A man", "Plan B", "A. J. Foyt"). In a judge's message a bare letter names a side,
 * in a speech that cannot be known. What does not come back as it was when it is exchanged again is not known either.
 *
 * @returns or the words around a letter that may or may not name a side
 */
export function exchange(text: string, voice: 'speech' | 'message', cited: Cited): Result<string, string> {
  const swapped = exchangeOnce(text, voice, cited)
  if (!swapped.ok || swapped.value === text) return swapped
  const back = exchangeOnce(swapped.value, voice, (side, number) => cited(other(side), number))
  return back.ok && back.value === text ? swapped : err(`“${text.slice(0, 50)}”`) // where it is, is not known
}

function exchangeOnce(text: string, voice: 'speech' | 'message', cited: Cited): Result<string, string> {
  const doubtful = (at: number) => err(`“${text.slice(Math.max(0, at - 25), at + 25).replace(/\s+/g, ' ')}”`)
  const small = new RegExp(
    String.raw`(?<!\p{L})(?:${NOUN})\s(?:b(?![\p{L}\p{N}])|a(?=\s*(?:[.,;:!?)\]]|$)))`,
    'iu',
  ).exec(text.replace(/[AB]/g, '_')) // the lower-case letters alone
  if (small) return doubtful(small.index)
  let swapped = ''
  let from = 0
  for (const match of text.matchAll(/(?<![\p{L}\p{N}_])([AB])(\d{1,3})?(?![\p{L}\p{N}_])/gu)) {
    const letter = match[1] === 'A' ? 'A' : 'B'
    const before = text.slice(Math.max(0, match.index - 80), match.index)
    const after = text.slice(match.index + match[0].length, match.index + 60)
    const reading = match[2] ? citation(letter, Number(match[2]), before, cited) : reads(letter, before, after, voice)
    if (reading === 'unsure') return doubtful(match.index)
    if (reading === 'other') continue
    swapped += text.slice(from, match.index) + other(letter)
    from = match.index + 1
  }
  return ok(swapped + text.slice(from))
}

function citation(letter: Side, number: number, before: string, cited: Cited): Reading {
  if (!cited(letter, number)) return cited(other(letter), number) ? 'unsure' : 'other' // it would cite once exchanged
  return /(?<!\p{L})(?:an?|the|vitamin)\s$/iu.test(before) ? 'unsure' : 'label'
}

function reads(letter: Side, before: string, after: string, voice: 'speech' | 'message'): Reading {
  const next = /^\s+(["“‘(]?)([\p{L}’']+)/u.exec(after)
  const word = next?.[1] === '' ? (next[2] ?? '') : ''
  const capital = /^\p{Lu}/u.test(word)
  const article: Reading = letter === 'A' ? 'other' : 'unsure' // where an article would stand
  const follows = SURE.has(word.toLowerCase())
    ? 'sure'
    : EITHER.has(word.toLowerCase())
      ? 'either'
      : word
        ? 'word'
        : 'none'

  const named = NAMED.exec(before)
  const chosen = named ?? CHOSEN.exec(before)
  if (chosen) {
    const apart = /[:\n"“‘(]/.test(chosen[2] ?? '') // "Answer: A man came" is a sentence of its own
    if (apart && follows === 'word') return article
    if (apart && follows === 'either') return 'unsure'
    const verb = !named || /^answers?$/i.test(chosen[1] ?? '') // "Answer A Question", "Choose A Man"
    return verb && capital && follows === 'word' ? 'unsure' : 'label'
  }
  if (LETTERED.test(before) || /^ (?:flat|sharp|minor|major)(?!\p{L})/u.test(after)) return 'other'
  if (voice === 'message' && OPENS.test(before) && /^[.-]\p{L}/u.test(after)) return 'unsure' // B.what, B-how
  if (/^\.(?:\p{L}|\s\p{Lu}\.)/u.test(after)) return 'other' // B.C., A. J. Foyt
  if (/(?<!\p{L})\p{Lu}\.$/u.test(before)) return 'other' // U.S.A
  if (/^\.?\s\p{Lu}\p{Ll}/u.test(after) && /(?<!\p{L})\p{Lu}\.\s$/u.test(before)) return 'other' // J. B. Priestley
  if (/^\.\s\p{Lu}\p{Ll}/u.test(after) && /(?<!\p{L})\p{Lu}\p{Ll}+\s$/u.test(before)) return 'other' // Susan B. Anthony
  if (/^[-–]\p{L}/u.test(after) || /\p{L}[-–]$/u.test(before)) return 'other' // A-list, non-A
  if (/^[&/](?![AB](?!\p{L}))\p{L}/u.test(after) || /(?<!(?<!\p{L})[AB])[&/]$/u.test(before)) return 'other' // A&E, R&B
  if ((/from $/i.test(before) && /^ to B(?!\p{L})/u.test(after)) || (letter === 'B' && /from A to $/.test(before)))
    return 'other'
  if (/(?:^|\n)[\s*_#>-]*$/.test(before) && /^[*_]*\s*[:：]/.test(after)) return 'label' // A: …
  if (SPEAKS.test(after)) return 'label'

  const opens = OPENS.test(before)
  // People write "A lied", "A also says", in a way that no list foresees; "A quote, please" stays.
  if (opens && follows === 'word' && voice === 'message' && /(?:s|ed)$|^(?:also|any|do|just|still|never)$/.test(word))
    return 'unsure'
  if (opens && follows === 'word') return article
  if (opens && follows === 'either') return 'unsure'
  if (opens && /^ ["“‘]/.test(after)) return article
  if (voice === 'message') return capital ? 'unsure' : 'label'
  return follows === 'word' && capital ? article : 'unsure' // A Tale of Two Cities
}
