import { randomFrom } from '#lib/core/random'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const forms = <Facts>(...all: ((facts: Facts) => string)[]) => all
type Words = { words: string; many: boolean }
type Place = { where: string; quote: string }

/**
 * How the built-in debater puts things. Every statement is of something measured: where a sentence stands, which words
 * it has, in how many sentences a word occurs, what the check found. None says what a sentence means.
 *
 * Each list has an odd number of forms, so that `phrasebook` visits all of them before one comes again.
 */
export const phrases = {
  stance: forms<{ answer: string }>(
    ({ answer }) => `I defend the answer ${answer}.`,
    ({ answer }) => `My answer is ${answer}.`,
    ({ answer }) => `I am here for ${answer}.`,
    ({ answer }) => `I will argue for ${answer}, with lines you can check.`,
    ({ answer }) => `The answer I was given is ${answer}. Here is what the passage itself has on it.`,
  ),
  stanceUnnamed: forms<object>(
    () => 'I let the passage speak for my answer.',
    () => 'Here are the lines I rest my answer on.',
    () => 'I defend my answer with lines you can check.',
    () => 'I have searched the passage for my answer, and this is what I found.',
    () => 'These are the lines I would have you read beside my answer.',
  ),
  quote: forms<Place>(
    ({ where, quote }) => `${capital(where)}, the passage says: ${quote}`,
    ({ where, quote }) => `I point you to a line ${where}: ${quote}`,
    ({ where, quote }) => `${capital(where)} stands this: ${quote}`,
    ({ where, quote }) => `Read this, ${where}: ${quote}`,
    ({ where, quote }) => `The passage has this ${where}: ${quote}`,
    ({ where, quote }) => `${capital(where)} we read: ${quote}`,
    ({ where, quote }) => `${quote} You find that ${where}.`,
  ),
  quoteLater: forms<Place>(
    ({ where, quote }) => `Further on, ${where}: ${quote}`,
    ({ where, quote }) => `Then, ${where}: ${quote}`,
    ({ where, quote }) => `Later comes this, ${where}: ${quote}`,
    ({ where, quote }) => `And ${where}: ${quote}`,
    ({ where, quote }) => `Set beside it a later line, ${where}: ${quote}`,
  ),
  quoteEarlier: forms<Place>(
    ({ where, quote }) => `Earlier, ${where}: ${quote}`,
    ({ where, quote }) => `Before that, ${where}, stands this: ${quote}`,
    ({ where, quote }) => `Go back to a line ${where}: ${quote}`,
  ),
  ownWords: forms<Words>(
    ({ words, many }) => `It has ${words}, which ${many ? 'are' : 'is'} in my answer and not in the other.`,
    ({ words, many }) => `Of the two answers, only mine has ${words}${many ? ', as this line does' : ''}.`,
    ({ words, many }) => `My answer has ${words} too; the other has ${many ? 'none of them' : 'no such word'}.`,
    ({ words, many }) => `Note ${words}: ${many ? 'words' : 'a word'} of my answer alone.`,
    ({ words, many }) => `There ${many ? 'are' : 'is'} ${words}, as in my answer and not in the other.`,
  ),
  rareWord: forms<{ words: string; count: string }>(
    ({ words, count }) => `Only ${count} of the whole passage ${count.startsWith('one') ? 'has' : 'have'} ${words}.`,
    ({ words, count }) => `In the whole passage ${words} stands in ${count}.`,
    ({ words, count }) => `That is one of only ${count} with ${words}.`,
  ),
  questionWords: forms<Words>(
    ({ words }) => `It has ${words} from the question.`,
    ({ words }) => `The question has ${words}; so does this line.`,
    ({ words }) => `From the question it takes up ${words}.`,
  ),
  undercut: forms<Place & { theirs: string; turn: string }>(
    ({ where, theirs, turn, quote }) => `Where does ${theirs}, from the other answer, come up? ${capital(where)}, together with ${turn}: ${quote}`,
    ({ where, theirs, turn, quote }) => `The other answer has ${theirs}. See how it stands ${where}, beside ${turn}: ${quote}`,
    ({ where, theirs, turn, quote }) => `Against the other answer, read what stands with its own ${theirs} ${where}: ${quote} Mark the ${turn}.`,
    ({ where, theirs, turn, quote }) => `The other answer's ${theirs} comes up ${where}, and ${turn} with it: ${quote}`,
    ({ where, theirs, turn, quote }) => `Look up ${theirs}, of the other answer, ${where}, and weigh the ${turn} in the same line: ${quote}`,
  ),
  undercutNext: forms<Place & { theirs: string; turn: string; next: string }>(
    ({ where, theirs, quote, next, turn }) => `The other answer has ${theirs}. The passage has, ${where}: ${quote} But do not stop there: the next sentence begins with ${turn}. ${next}`,
    ({ where, theirs, quote, next, turn }) => `${capital(where)} you find ${theirs}, from the other answer: ${quote} What follows begins with ${turn}: ${next}`,
    ({ where, theirs, quote, next, turn }) => `Read two sentences ${where} together. The first has ${theirs}, of the other answer: ${quote} The second begins with ${turn}: ${next}`,
  ),
  absent: forms<Words>(
    ({ words, many }) => `The other answer has ${words}. I find ${many ? 'none of these' : 'this'} ${many ? 'anywhere' : 'nowhere'} in the passage.`,
    ({ words, many }) => `I looked for ${words}, which ${many ? 'are' : 'is'} in the other answer: the passage never uses ${many ? 'these words' : 'the word'}.`,
    ({ words, many }) => `Of the other answer's words, ${words} ${many ? 'do' : 'does'} not occur in the passage at all.`,
  ),
  frequency: forms<{ own: string; ownCount: string; theirs: string; theirCount: string }>(
    ({ own, ownCount, theirs, theirCount }) => `My answer's ${own} stands in ${ownCount} of the passage, the other answer's ${theirs} in ${theirCount}.`,
    ({ own, ownCount, theirs, theirCount }) => `Count for yourself: ${own}, of my answer, ${ownCount}; ${theirs}, of the other, ${theirCount}.`,
    ({ own, ownCount, theirs, theirCount }) => `The passage comes back to ${own}, of my answer, in ${ownCount}, to ${theirs}, of the other, in ${theirCount}.`,
  ),
  none: forms<object>(
    () => 'I must say plainly: no sentence of the passage has a word that only my answer has.',
    () => 'To be open with you: the words that set my answer apart do not occur in the passage, so I go by the words of the question.',
    () => 'My own wording is nowhere in the passage; judge the nearest lines.',
  ),
  theyQuote: forms<{ snippet: string; whole: boolean }>(
    ({ snippet, whole }) => `The other debater quotes ${whole ? '' : 'the line that begins '}${snippet}.`,
    ({ snippet, whole }) => `You were shown ${whole ? '' : 'a line beginning '}${snippet} by the other debater.`,
    ({ snippet, whole }) => `To the other debater's ${whole ? '' : 'line that begins '}${snippet} I reply as follows.`,
    ({ snippet, whole }) => `Take the other debater's ${whole ? 'quote' : 'quote that begins'} ${snippet}.`,
    ({ snippet, whole }) => `The other debater brings ${whole ? '' : 'a passage that begins '}${snippet}.`,
  ),
  verified: forms<{ where: string }>(
    ({ where }) => `The check found it, ${where}.`,
    ({ where }) => `It is in the passage, ${where}.`,
    ({ where }) => `That is a real line, ${where}.`,
  ),
  normalised: forms<{ where: string; reason: string }>(
    ({ where, reason }) => `Its words are in the passage, ${where}; ${reason}.`,
    ({ where, reason }) => `The check found the words, ${where}, but ${reason}.`,
    ({ where, reason }) => `It stands ${where}, except that ${reason}.`,
  ),
  near: forms<{ quoted: string; source: string }>(
    ({ quoted, source }) => `It is not what the passage says: for ${quoted} the source has ${source}.`,
    ({ quoted, source }) => `The check found words changed: ${quoted} there, ${source} in the source.`,
    ({ quoted, source }) => `Compare it with the source: ${quoted} stands for ${source}.`,
  ),
  notFound: forms<{ reason: string }>(
    ({ reason }) => `The check did not find it in the passage: ${reason}.`,
    ({ reason }) => `These words are not in the passage by the check: ${reason}.`,
    ({ reason }) => `No such line was found: ${reason}.`,
  ),
  theyHaveMine: forms<Words>(
    ({ words, many }) => `The same line has ${words} from my answer${many ? '' : ', not theirs'}.`,
    ({ words }) => `It contains ${words}, which my answer has and theirs has not.`,
    ({ words }) => `Read it for ${words}: that is my answer's wording, not theirs.`,
  ),
  theyHaveNone: forms<object>(
    () => 'It has not one of the words that set their answer apart from mine.',
    () => 'I looked in it for any word that their answer has and mine has not, and found none.',
    () => 'None of the words that only their answer has is in it.',
  ),
  theyHaveTheirs: forms<Words>(
    ({ words }) => `It does have ${words} from their answer.`,
    ({ words }) => `I grant that ${words} from their answer is in it.`,
    ({ words }) => `It shares ${words} with their answer; so much is true.`,
  ),
  goesOn: forms<{ next: string }>(
    ({ next }) => `The passage goes straight on: ${next}`,
    ({ next }) => `Their quote ends there. The next sentence reads: ${next}`,
    ({ next }) => `What comes right after it? ${next}`,
    ({ next }) => `The sentence after it is not in their quote: ${next}`,
    ({ next }) => `Now read one sentence more: ${next}`,
  ),
  noQuotes: forms<object>(
    () => 'The other debater has put no line of the passage before you that the check could look up.',
    () => 'In the last speech of the other debater there is not one quote to check.',
    () => 'The other debater asks you to go without the passage: that speech has no quote in it.',
  ),
  tally: forms<{ total: string; withOwn: string }>(
    ({ total, withOwn }) => `So far I have given you ${total} of the passage; ${withOwn} a word that only my answer has.`,
    ({ total, withOwn }) => `My count up to here: ${total}, of which ${withOwn} a word of my answer alone.`,
    ({ total, withOwn }) => `That makes ${total} from me, and ${withOwn} a word the other answer lacks and mine has.`,
  ),
  close: forms<object>(
    () => 'Judge by the lines themselves.',
    () => 'Please weigh these words, not mine.',
    () => 'I ask you to hold each answer against these lines.',
    () => 'Ask of both answers which of these lines they share their words with.',
    () => 'That is the ground I stand on.',
    () => 'Each of these lines can be checked, and I ask you to do so.',
    () => 'Read them once more beside both answers.',
  ),
  more: forms<{ size: string }>(
    ({ size }) => `I went through all of the passage, ${size}, before I chose.`,
    () => 'I can tell you where words stand; what they mean is for you to judge.',
    () => 'What I show you is verbatim, so that nothing depends on how I put it.',
    () => 'Where a line can be read in two ways, please hold it against both answers.',
    () => 'I have looked at the other answer in the same way as at my own.',
    () => 'If the other debater shows you a line, ask what stands right before and after it.',
    () => 'I keep to what can be looked up in the passage.',
  ),
}

type Kind = keyof typeof phrases
type FactsOf<K extends Kind> = Parameters<(typeof phrases)[K][number]>[0]

/**
 * Picks forms so that one debater does not repeat itself soon and its opponent starts each list elsewhere.
 *
 * @param seed of the debate, the same for both debaters
 * @param voice 0 or 1: which of the two is speaking
 * @param turn how many speeches this debater has made before
 */
export function phrasebook(seed: string, voice: 0 | 1, turn: number) {
  const used = new Map<Kind, number>()
  return <K extends Kind>(kind: K, facts: FactsOf<K>): string => {
    const all: readonly ((facts: FactsOf<K>) => string)[] = phrases[kind]
    const nth = used.get(kind) ?? 0
    used.set(kind, nth + 1)
    const from = Math.floor(randomFrom(`${seed}/${kind}`)() * all.length)
    return all[(from + 2 * (turn * 2 + nth) + voice) % all.length]!(facts)
  }
}
