import type { Side } from '#lib/core/debate/protocol'

/** A practice question: general knowledge with two answers, one of them right for good. */
export type TrainingQuestion = {
  id: string // kept with what somebody answered, so it never changes its meaning
  text: string
  answers: Record<Side, string>
  right: Side
  why: string // what is the case, in one or two sentences
  source: string // where it can be looked up
}

/** In the order in which they are asked: some that most people know, some that most people get wrong. */
export const trainingQuestions: readonly TrainingQuestion[] = [
  {
    id: 'sunlight',
    text: 'How long does light take from the Sun to the Earth?',
    answers: { A: 'About eight minutes', B: 'Less than a second' },
    right: 'A',
    why: 'The Sun is 149.6 million kilometres away on average, and light covers 299,792 of them in a second: 499 seconds.',
    source:
      'International Astronomical Union, Resolution B2 of 2012 (the distance); definition of the metre (the speed)',
  },
  {
    id: 'rome',
    text: 'Which city lies further north?',
    answers: { A: 'New York', B: 'Rome' },
    right: 'B',
    why: 'Rome lies at 41.9° north, New York at 40.7°. That Rome is the warmer in winter misleads.',
    source: 'The coordinates of both, in any atlas',
  },
  {
    id: 'fax',
    text: 'Which was patented first?',
    answers: { A: 'The telephone', B: 'A machine to send pictures by wire' },
    right: 'B',
    why: 'Alexander Bain’s copying telegraph, the forerunner of the fax machine, was patented in 1843; Bell’s telephone in 1876.',
    source: 'British patent 9745 of 1843; United States patent 174,465 of 1876',
  },
  {
    id: 'ninety-one',
    text: 'Is 91 a prime number?',
    answers: { A: 'No, other numbers divide it', B: 'Yes, it is prime' },
    right: 'A',
    why: '91 is 7 times 13.',
    source: 'By calculation',
  },
  {
    id: 'air',
    text: 'Which gas is there more of in dry air?',
    answers: { A: 'Carbon dioxide', B: 'Argon' },
    right: 'B',
    why: 'Argon makes up 0.93 % of dry air, more than twenty times as much as carbon dioxide with about 0.04 %.',
    source: 'U.S. Standard Atmosphere, 1976, table 3',
  },
  {
    id: 'lead',
    text: 'What does a ball of lead do in a bowl of mercury?',
    answers: { A: 'It floats', B: 'It sinks to the bottom' },
    right: 'A',
    why: 'A cubic centimetre of mercury weighs 13.5 grams, one of lead 11.3.',
    source: 'Densities of the elements, CRC Handbook of Chemistry and Physics',
  },
  {
    id: 'million',
    text: 'Which is longer?',
    answers: { A: 'A million seconds', B: 'Ten days' },
    right: 'A',
    why: 'A day has 86,400 seconds, so a million of them are eleven days and nearly fourteen hours.',
    source: 'By calculation',
  },
  {
    id: 'berry',
    text: 'Which is a berry, as botanists use the word?',
    answers: { A: 'The strawberry', B: 'The banana' },
    right: 'B',
    why: 'A berry is a fleshy fruit grown from one ovary, as the banana is. The flesh of a strawberry is the swollen end of the stalk; its fruits are the grains on it.',
    source: 'Raven, Evert and Eichhorn, Biology of Plants, on fruits',
  },
  {
    id: 'birthdays',
    text: 'Twenty-three people are in a room, each as likely to be born on one day of the year as on any other. How likely is it that two of them share a birthday?',
    answers: { A: 'A little more likely than not', B: 'Much less likely than not' },
    right: 'A',
    why: 'The chance is 50.7 %: among 23 people there are 253 pairs.',
    source: 'By calculation: 1 − 365 · 364 · … · 343 / 365²³',
  },
  {
    id: 'cleopatra',
    text: 'Cleopatra died in 30 BC. Which is nearer to that in time?',
    answers: { A: 'The Great Pyramid’s building', B: 'The first landing of people on the Moon' },
    right: 'B',
    why: 'The Moon was reached in 1969, 1,998 years later; the Great Pyramid was built around 2560 BC, some 2,500 years earlier.',
    source: 'Lehner, The Complete Pyramids (1997); NASA, Apollo 11',
  },
  {
    id: 'panama',
    text: 'The Panama Canal joins two oceans. Which end of it lies further east?',
    answers: { A: 'The one on the Atlantic', B: 'The one on the Pacific' },
    right: 'B',
    why: 'The canal runs from the Atlantic south-eastwards: Colón lies at 79.9° west, Balboa on the Pacific at 79.6°.',
    source: 'The coordinates of Colón and Balboa, in any atlas',
  },
  {
    id: 'venus',
    text: 'Which planet has the hotter surface, on average?',
    answers: { A: 'Venus', B: 'Mercury' },
    right: 'A',
    why: 'Under its thick air Venus has about 460 °C day and night. Mercury is nearer to the Sun, but even at noon it stays below that.',
    source: 'NASA, planetary fact sheets',
  },
]
