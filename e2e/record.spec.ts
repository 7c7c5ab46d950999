import { expect, test } from '@playwright/test'
import { giveBelief, givePrior, giveVerdict, showAnswer } from './judge'

test('a guest finds the verdict of a demo in a record of their own, and others find none', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Your record' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Judge a debate now' }).click()
  await givePrior(page, 40)
  await giveBelief(page, 1, 30)
  await giveBelief(page, 2, 35)
  await giveVerdict(page, 20)
  await showAnswer(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'Your record' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /You were right in your only verdict|One verdict so far/,
  )
  await expect(
    page.getByText(/^Over 1 verdict you scored −\d\.\d\d\. Nobody else has judged this debate/),
  ).toBeVisible()
  await expect(page.getByText('Too few to say')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'rehearsal' })).toHaveText(/(80|20)\s%/)

  const stranger = await browser.newPage()
  expect((await stranger.request.get('/api/v1/me/record')).status()).toBe(401)
  await stranger.goto('/me')
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Fme/)
})
