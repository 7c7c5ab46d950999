const READING_WORDS_PER_MINUTE = 200 // argument read with care; adults read plain text at about 240
const BELIEF_MINUTES = 0.7 // to set a belief after a round
const FRAME_MINUTES = 2 // the question and the prior before, the reason and the reveal after

/**
 * How long judging one question takes, about, in whole minutes: a guess to plan an evening by.
 *
 * @param words of one speech; a round has two
 */
export const minutesPerQuestion = ({ rounds, words }: { rounds: number; words: number }): number =>
  Math.round(FRAME_MINUTES + rounds * ((2 * words) / READING_WORDS_PER_MINUTE + BELIEF_MINUTES))
