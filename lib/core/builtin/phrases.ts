import { randomFrom } from '#lib/core/random'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
type Words = { words: string; many: boolean }
type Place = { where: string; quote: string }

/** What each kind of sentence is told. */
type Facts = {
  stance: { answer: string }
  stanceUnnamed: object
  quote: Place
  quoteLater: Place
  quoteEarlier: Place
  beside: { side: 'before' | 'after'; quote: string }
  ownWords: Words
  rareWord: { word: string; count: string; one: boolean }
  questionWords: Words
  undercut: Place & { theirs: string; turn: string }
  undercutNext: Place & { theirs: string; turn: string; next: string }
  absent: Words
  frequency: { own: string; ownCount: string; theirs: string; theirCount: string }
  bothQuote: { snippet: string; found: string }
  theyQuote: { snippet: string; found: string }
  near: { nth: string; quoted: string; source: string }
  notFound: { nth: string; reason: string }
  rest: { rest: string }
  theyHaveMine: Words
  theyHaveNone: object
  theyHaveTheirs: Words
  goesOn: { next: string }
  noQuotes: object
  tally: { total: string; withOwn: string }
  close: object
  more: { size: string }
  asked: { words: string; where: string; quote: string }
  askedNone: object
}

/**
 * How the built-in debater puts things. Every statement is of something measured: where a sentence stands, which words
 * it has, in how many sentences a word occurs, what the check found. None says what a sentence means.
 *
 * Each list has an odd number of forms, so that `phrasebook` visits all of them before one comes again.
 */
const phrases: { [K in keyof Facts]: readonly ((facts: Facts[K]) => string)[] } = {
  stance: [
    ({ answer }) => `I defend the answer ${answer}.`,
    ({ answer }) => `My answer is ${answer}.`,
    ({ answer }) => `I am here for ${answer}.`,
    ({ answer }) => `I will argue for ${answer}, with lines you can check.`,
    ({ answer }) => `The answer I was given is ${answer}. Here is what the passage itself has on it.`,
  ],
  stanceUnnamed: [
    () => 'I let the passage speak for my answer.',
    () => 'Here are the lines I rest my answer on.',
    () => 'I defend my answer with lines you can check.',
    () => 'I have searched the passage for my answer, and this is what I found.',
    () => 'These are the lines I would have you read beside my answer.',
  ],
  quote: [
    ({ where, quote }) => `${capital(where)}, the passage says: ${quote}`,
    ({ where, quote }) => `I point you to a line ${where}: ${quote}`,
    ({ where, quote }) => `${capital(where)} stands this: ${quote}`,
    ({ where, quote }) => `Read this, ${where}: ${quote}`,
    ({ where, quote }) => `The passage has this ${where}: ${quote}`,
    ({ where, quote }) => `${capital(where)} we read: ${quote}`,
    ({ where, quote }) => `${quote} You find that ${where}.`,
  ],
  quoteLater: [
    ({ where, quote }) => `Further on, ${where}: ${quote}`,
    ({ where, quote }) => `Then, ${where}: ${quote}`,
    ({ where, quote }) => `Later comes this, ${where}: ${quote}`,
    ({ where, quote }) => `And ${where}: ${quote}`,
    ({ where, quote }) => `Set beside it a later line, ${where}: ${quote}`,
  ],
  beside: [
    ({ side, quote }) => `Right ${side} a line that I have already quoted, the passage says: ${quote}`,
    ({ side, quote }) => `Return to a line of mine. Directly ${side} it stands: ${quote}`,
    ({ side, quote }) => `I quoted a line before; directly ${side} it the passage has: ${quote}`,
  ],
  quoteEarlier: [
    ({ where, quote }) => `Earlier, ${where}: ${quote}`,
    ({ where, quote }) => `Before that, ${where}, stands this: ${quote}`,
    ({ where, quote }) => `Go back to a line ${where}: ${quote}`,
  ],
  ownWords: [
    ({ words, many }) => `It has ${words}, which ${many ? 'are' : 'is'} in my answer and not in the other.`,
    ({ words }) => `Of the two answers, only mine shares ${words} with this.`,
    ({ words }) => `My answer has ${words} as well; the other has not.`,
    ({ words }) => `Note ${words}, from my answer alone.`,
    ({ words }) => `There you have ${words}, as in my answer and not in the other.`,
  ],
  rareWord: [
    ({ word, count, one }) =>
      one ? `No other sentence of the passage has ${word}.` : `Only ${count} of the whole passage have ${word}.`,
    ({ word, count, one }) =>
      one
        ? `It is the one sentence of the passage with ${word}.`
        : `In the whole passage ${word} stands in ${count} only.`,
    ({ word, count, one }) =>
      one ? `Nowhere else in the passage is there ${word}.` : `The passage has ${word} in no more than ${count}.`,
  ],
  questionWords: [
    ({ words }) => `It has ${words} from the question.`,
    ({ words }) => `The question has ${words}; so does this line.`,
    ({ words }) => `From the question it takes up ${words}.`,
  ],
  undercut: [
    ({ where, theirs, turn, quote }) =>
      `Where does ${theirs}, from the other answer, come up? ${capital(where)}, together with ${turn}: ${quote}`,
    ({ where, theirs, turn, quote }) =>
      `The other answer has ${theirs}. See how that stands ${where}, beside ${turn}: ${quote}`,
    ({ where, theirs, turn, quote }) =>
      `Against the other answer, which has ${theirs}, read this ${where}: ${quote} Mark the ${turn}.`,
    ({ where, theirs, turn, quote }) =>
      `${capital(theirs)}, of the other answer, comes up ${where}, and ${turn} with it: ${quote}`,
    ({ where, theirs, turn, quote }) =>
      `Look up ${theirs}, of the other answer, ${where}, and weigh the ${turn} beside it: ${quote}`,
  ],
  undercutNext: [
    ({ where, theirs, quote, next, turn }) =>
      `The other answer has ${theirs}. The passage has, ${where}: ${quote} But do not stop there: the next sentence begins with ${turn}. ${next}`,
    ({ where, theirs, quote, next, turn }) =>
      `${capital(where)} you find ${theirs}, from the other answer: ${quote} What follows begins with ${turn}: ${next}`,
    ({ where, theirs, quote, next, turn }) =>
      `Read two sentences ${where} together. The first has ${theirs}, of the other answer: ${quote} The second begins with ${turn}: ${next}`,
  ],
  absent: [
    ({ words, many }) =>
      `The other answer has ${words}. I find ${many ? 'none of these' : 'this'} ${many ? 'anywhere' : 'nowhere'} in the passage.`,
    ({ words, many }) =>
      `I looked for ${words}, which ${many ? 'are' : 'is'} in the other answer: the passage never uses ${many ? 'these words' : 'the word'}.`,
    ({ words, many }) =>
      `${capital(words)}, of the other answer, ${many ? 'do' : 'does'} not occur in the passage at all.`,
  ],
  frequency: [
    ({ own, ownCount, theirs, theirCount }) =>
      `My answer's ${own} stands in ${ownCount} of the passage, the other answer's ${theirs} in ${theirCount}.`,
    ({ own, ownCount, theirs, theirCount }) =>
      `Count for yourself: ${own}, of my answer, ${ownCount}; ${theirs}, of the other, ${theirCount}.`,
    ({ own, ownCount, theirs, theirCount }) =>
      `The passage comes back to ${own}, of my answer, in ${ownCount}, to ${theirs}, of the other, in ${theirCount}.`,
  ],
  bothQuote: [
    ({ snippet, found }) => `We have both put ${snippet} before you; it stands ${found}.`,
    ({ snippet, found }) => `Both of us quote ${snippet}, ${found}.`,
    ({ snippet, found }) => `From both of us you have ${snippet}, ${found}.`,
  ],
  theyQuote: [
    ({ snippet, found }) => `The other debater quotes ${snippet}, which the check found ${found}.`,
    ({ snippet, found }) => `You were shown ${snippet} by the other debater. It stands ${found}.`,
    ({ snippet, found }) => `Take ${snippet}, which the other debater brought (${found}).`,
    ({ snippet, found }) => `Now to ${snippet}, a line of the other debater; it stands ${found}.`,
    ({ snippet, found }) => `I have read what the other debater quotes, ${found}: ${snippet}.`,
  ],
  near: [
    ({ nth, quoted, source }) =>
      `The other debater's ${nth} quote is not what the passage says: for ${quoted} the source has ${source}.`,
    ({ nth, quoted, source }) =>
      `Compare the other debater's ${nth} quote with the source: it has ${quoted} where the source has ${source}.`,
    ({ nth, quoted, source }) =>
      `The check found changed words in the ${nth} quote of the other debater: ${quoted} there, ${source} in the source.`,
  ],
  notFound: [
    ({ nth, reason }) => `The check did not find the other debater's ${nth} quote in the passage: ${reason}.`,
    ({ nth, reason }) => `Look at the mark on the other debater's ${nth} quote. It is not in the passage: ${reason}.`,
    ({ nth, reason }) => `By the check, the ${nth} quote of the other debater is not in the source; ${reason}.`,
  ],
  rest: [
    ({ rest }) => `That sentence does not end there. It goes on: ${rest}`,
    ({ rest }) => `The quote stops inside a sentence. The rest of it: ${rest}`,
    ({ rest }) => `Here is how that sentence ends: ${rest}`,
  ],
  theyHaveMine: [
    ({ words, many }) => `The same line has ${words}, ${many ? 'words' : 'a word'} of my answer and not of theirs.`,
    ({ words }) => `It contains ${words}, which my answer has and theirs has not.`,
    ({ words }) => `Look in it for ${words}: my answer has that, theirs has not.`,
  ],
  theyHaveNone: [
    () => 'It has not one of the words that set their answer apart from mine.',
    () => 'I looked in it for any word that their answer has and mine has not, and found none.',
    () => 'None of the words that only their answer has is in it.',
  ],
  theyHaveTheirs: [
    ({ words }) => `It does have ${words} from their answer.`,
    ({ words }) => `I grant that ${words} from their answer is in it.`,
    ({ words }) => `It shares ${words} with their answer; so much is true.`,
  ],
  goesOn: [
    ({ next }) => `The passage goes straight on: ${next}`,
    ({ next }) => `The quote ends there. The next sentence reads: ${next}`,
    ({ next }) => `What comes right after it? ${next}`,
    ({ next }) => `The sentence after it is not in that quote: ${next}`,
    ({ next }) => `Now read one sentence more: ${next}`,
  ],
  noQuotes: [
    () => 'The other debater has put no line of the passage before you that the check could look up.',
    () => 'In the last speech of the other debater there is not one quote to check.',
    () => 'The other debater asks you to go without the passage: that speech has no quote in it.',
  ],
  tally: [
    ({ total, withOwn }) => `So far I have brought ${total} of the passage; ${withOwn} a word that only my answer has.`,
    ({ total, withOwn }) => `My count up to here: ${total}, of which ${withOwn} a word of my answer alone.`,
    ({ total, withOwn }) => `That makes ${total} from me, and ${withOwn} a word the other answer lacks and mine has.`,
  ],
  close: [
    () => 'Judge by the lines themselves.',
    () => 'Please weigh these words, not mine.',
    () => 'I ask you to hold each answer against these lines.',
    () => 'Ask of both answers which of these lines they share their words with.',
    () => 'That is the ground I stand on.',
    () => 'Each of these lines can be checked, and I ask you to do so.',
    () => 'Read them once more beside both answers.',
  ],
  asked: [
    ({ words, where, quote }) => `The judge asks. With ${words} of that question the passage has, ${where}: ${quote}`,
    ({ words, where, quote }) => `To the judge’s question: I looked for ${words} and found this ${where}: ${quote}`,
    ({ words, where, quote }) => `You ask, and I searched for ${words}. It stands ${where}: ${quote}`,
  ],
  askedNone: [
    () => 'I searched the passage for the words of the judge’s question and found no line that I have not brought.',
    () => 'To the judge’s question I find no further line with its words in the passage.',
    () => 'You ask for something of which no other line of the passage has the words.',
  ],
  more: [
    ({ size }) => `I went through all of the passage, ${size}, before I chose.`,
    () => 'I can tell you where words stand; what they mean is for you to judge.',
    () => 'What I show you is verbatim, so that nothing depends on how I put it.',
    () => 'Where a line can be read in two ways, please hold it against both answers.',
    () => 'I have looked at the other answer in the same way as at my own.',
    () => 'If the other debater shows you a line, ask what stands right before and after it.',
    () => 'I keep to what can be looked up in the passage.',
  ],
}

/**
 * Picks forms so that one debater does not repeat itself soon and its opponent starts each list elsewhere.
 *
 * @param seed of the debate, the same for both debaters
 * @param voice 0 or 1: which of the two is speaking
 * @param turn how many speeches this debater has made before
 * @param alone without another debater, of whom then nothing is said
 */
export function phrasebook(seed: string, voice: 0 | 1, turn: number, alone = false) {
  const used = new Map<keyof Facts, number>()
  return <K extends keyof Facts>(kind: K, facts: Facts[K]): string => {
    const all = phrases[kind]
    const nth = used.get(kind) ?? 0
    used.set(kind, nth + 1)
    const from = Math.floor(randomFrom(`${seed}/${kind}`)() * all.length)
    const at = from + 2 * (turn * 2 + nth) + voice
    const said = all.map((_, i) => all[(at + i) % all.length]!(facts))
    return said.find((text) => !alone || !/other debater|both of us|we have both/i.test(text)) ?? ''
  }
}
