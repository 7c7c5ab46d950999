import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange } from './relabel'

const cited = (_: 'A' | 'B', number: number) => number <= 3

test.each([
  ['Debater A is wrong about the lamp.', 'Debater B is wrong about the lamp.'],
  ['Debaters A and B agree.', 'Debaters B and A agree.'],
  ['debater B, side "A", **Answer B**, option (A)', 'debater A, side "B", **Answer A**, option (B)'],
  ["Side A's quotes; side B’s quotes", "Side B's quotes; side A’s quotes"],
  ['Answer: A', 'Answer: B'],
  ['{"choice": "A", "belief": 99}', '{"choice": "B", "belief": 99}'],
  ['I ask you to vote for B.', 'I ask you to vote for A.'],
  ['A: I concede.\nB: I accept.', 'B: I concede.\nA: I accept.'],
  ['B is right, and A is wrong.', 'A is right, and B is wrong.'],
  ["While A argues this, B's claim fails. B claims that", "While B argues this, A's claim fails. A claims that"],
  ['A, your argument fails.', 'B, your argument fails.'],
  ['He lists: - A ship\n- A “god”. A “machine” too.', 'He lists: - A ship\n- A “god”. A “machine” too.'],
  ['As A1 and B3 show', 'As B1 and A3 show'],
  ['a B52 flew', 'a B52 flew'], // no such paragraph
  ['A man gave an answer. A second man did not.', 'A man gave an answer. A second man did not.'],
  ['The answer: A man came in.', 'The answer: A man came in.'],
  ['He read A Tale of Two Cities. THIS IS A TEST', 'He read A Tale of Two Cities. THIS IS A TEST'],
  ['Plan B failed; vitamin A; from A to B; a B-movie', 'Plan B failed; vitamin A; from A to B; a B-movie'],
  ['U.S.A., B.C., A. J. Foyt, Susan B. Anthony, R&B', 'U.S.A., B.C., A. J. Foyt, Susan B. Anthony, R&B'],
  ['On the other side a door stood; they answer a call.', 'On the other side a door stood; they answer a call.'],
  ['Nothing here', 'Nothing here'],
])('in a speech %j becomes %j', (text, exchanged) => {
  expect(exchange(text, 'speech', cited)).toEqual({ ok: true, value: exchanged })
})

test.each([
  ['A, what do you say to B?', 'B, what do you say to A?'],
  ["I do not follow A's quote.", "I do not follow B's quote."],
  ['A can you give me more? B show me the line.', 'B can you give me more? A show me the line.'],
  ['A says so, B does not. A quote, please. Look at A2.', 'B says so, A does not. A quote, please. Look at B2.'],
])('in a judge’s message %j becomes %j', (text, exchanged) => {
  expect(exchange(text, 'message', cited)).toEqual({ ok: true, value: exchanged })
})

test.each([
  ['speech', 'They met B in the hall.'],
  ['speech', 'I think A has the better quotes.'],
  ['speech', "She got straight A's."],
  ['speech', 'I speak for side b here.'],
  ['speech', 'On side a.'],
  ['speech', 'An A1 steak.'],
  ['speech', 'ANSWER A QUESTION'],
  ['message', 'A claims adjuster came.'],
  ['message', 'A lied about the bell.'],
  ['message', 'B-how did it ring?'],
  ['message', 'Did you like B Movies?'],
] as const)('in a %s nobody can say what the letter means in %j', (voice, text) => {
  expect(exchange(text, voice, cited)).toMatchObject({ ok: false })
})

const piece = fc.constantFrom(
  ...'Debater,side,Answer,answers,A,B,a,b,and,or,is right,says,man,The,Plan,choose,A1,B2,B9,.,:,",\n,(,),’s,claims,from,to,U.S.,J.,&,-,Smith'.split(
    ',',
  ),
  ' ',
)
test('exchanged twice, a text is what it was; and only letters A and B ever change', () => {
  let changed = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(piece, fc.constantFrom(' ', ' ', ' ', '')), { maxLength: 14 }),
      fc.constantFrom('speech' as const, 'message' as const),
      (pieces, voice) => {
        const text = pieces.flat().join('')
        const once = exchange(text, voice, cited)
        if (!once.ok) return
        if (once.value !== text) changed++
        expect(once.value.replace(/[AB]/g, '_')).toBe(text.replace(/[AB]/g, '_'))
        expect(exchange(once.value, voice, cited)).toEqual({ ok: true, value: text })
      },
    ),
    { numRuns: 20_000 },
  )
  expect(changed).toBeGreaterThan(1_000)
})
