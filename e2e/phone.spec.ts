import { expect, test } from '@playwright/test'
import { giveBelief, givePrior, giveVerdict, showAnswer } from './judge'

test('a whole debate on a phone, and nothing scrolls sideways', async ({ page }) => {
  test.setTimeout(120_000)
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.goto('/')
  await fits()
  await page.getByRole('button', { name: 'Judge a debate now' }).click()
  await givePrior(page, 40)
  await fits()
  await giveBelief(page, 1, 30)
  await giveBelief(page, 2, 35)
  await giveVerdict(page, 20)
  await fits()
  await showAnswer(page)
  await fits()
})
