import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { giveBelief, givePrior, giveVerdict, showAnswer } from './judge'

test('a newcomer judges the demo debate and learns how well', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await page.getByRole('button', { name: 'Judge a debate now' }).click()
  await expect(page).toHaveURL(/\/rooms\//)

  // Nothing counts until it is touched.
  await expect(page.getByRole('button', { name: 'Save and read the opening' })).toBeDisabled()
  await givePrior(page)
  await expect(page.getByText(/built-in/).first()).toBeVisible()
  await giveBelief(page, 1, 60)
  await giveBelief(page, 2, 70)
  await giveVerdict(page, 85)

  await showAnswer(page)
  await expect(page.getByText('built-in rule-based debater, not a language model').first()).toBeVisible()
  await page.reload()
  await expect(page.getByText('✓ the right answer')).toBeVisible()
})

test('the front page and the prior have no accessibility fault that a machine can find', async ({ page }) => {
  for (const open of ['/', 'demo'] as const) {
    if (open === '/') await page.goto('/')
    else {
      await page.getByRole('button', { name: 'Judge a debate now' }).click()
      await expect(page.getByText('From the question alone')).toBeVisible()
    }
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
})
