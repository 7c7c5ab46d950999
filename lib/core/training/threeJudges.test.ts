import { expect, test } from 'vitest'
import { characters, meanLoss, meanLossAt, QUESTIONS, says, threeJudges, winner } from './threeJudges'

test('of 60 the honest one says 60, the bold one 69, the timid one 55', () => {
  // odds 1.5; squared 2.25, which is 69.2 %; root 1.2247, which is 55.1 %
  expect(characters.map((one) => says(one, 0.6).toFixed(3))).toEqual(['0.600', '0.692', '0.551'])
  expect(characters.map((one) => says(one, 0.5))).toEqual([0.5, 0.5, 0.5])
  expect(says('bold', 0.95)).toBe(0.99) // beliefs end there
})
test('a seed gives the same run each time, of losses that only grow', () => {
  const run = threeJudges('1')
  expect(threeJudges('1')).toEqual(run)
  expect(threeJudges('2')).not.toEqual(run)
  for (const one of characters) {
    expect(run[one]).toHaveLength(QUESTIONS + 1)
    expect(run[one].every((lost, i) => i === 0 || lost > run[one][i - 1]!)).toBe(true)
  }
})
test('the honest one loses least, on average and nearly every time', () => {
  const runs = Array.from({ length: 200 }, (_, i) => threeJudges(`seed ${i}`))
  const wins = runs.filter((run) => winner(run) === 'honest').length
  expect(wins).toBeGreaterThan(180)
  expect(wins).toBeLessThan(200) // it is a tendency, and the page says so
  const [honest, ...others] = characters.map((one) => runs.reduce((sum, run) => sum + meanLoss(run, one), 0) / 200)
  for (const other of others) expect(other).toBeGreaterThan(honest! + 0.03)
})
test.each([
  [50, 10, 1],
  [90, 10, 0.469], // the entropy of one in ten
  [99, 1, 0.0808],
  [99, 0, 0.0145],
  [100, 0, 0],
  [100, 1, Infinity],
])('always saying %d and wrong in %d of a hundred loses %d', (percent, wrong, loss) => {
  if (loss === Infinity) expect(meanLossAt(percent, wrong)).toBe(Infinity)
  else expect(meanLossAt(percent, wrong)).toBeCloseTo(loss, 4)
})
test('of what one may say, the share one is right loses least', () => {
  for (const wrong of [1, 5, 10, 20]) {
    const said = Array.from({ length: 50 }, (_, i) => 50 + i)
    expect(said.toSorted((x, y) => meanLossAt(x, wrong) - meanLossAt(y, wrong))[0]).toBe(100 - wrong)
  }
})
