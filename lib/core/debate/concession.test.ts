import { expect, test } from 'vitest'
import { concedes } from './concession'

test.each([
  'I concede that the keeper was at home.',
  'After reading it again, the other debater is right about the lamp.',
  'My opponent’s answer is correct.',
  'I have to concede this debate.',
  'The other answer seems better supported by the text.',
  'I agree with the other debater on the answer.',
  'I cannot honestly defend my answer.',
])('%s', (text) => expect(concedes(text)).toBe(true))

test.each([
  'I concede nothing.',
  'The other debater claims that my opponent is right to fear the sea.',
  'If the other debater is right, the boats would have come in.',
  'It is not the case that the other answer is correct.',
  'I agree with the other debater that the lamp was lit; it shows the opposite.',
  'The keeper was right, and my answer is the one the text bears.',
  'Why would the other answer be right?',
])('not: %s', (text) => expect(concedes(text)).toBe(false))
