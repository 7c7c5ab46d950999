import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth <= 0)

test('the whole training by keyboard, on a narrow screen, and taken up again after leaving', async ({ page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/how-it-works')
  await page.getByRole('link', { name: 'practise with a dozen questions' }).focus()
  await page.keyboard.press('Enter')
  const press = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  const answer = async (number: number, key: string) => {
    await expect(page.getByText(`Question ${number} of 12`)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(page.getByRole('button', { name: 'See the answer' })).toBeDisabled()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('slider')).toBeFocused()
    await page.keyboard.press(key)
    await press('See the answer')
    await expect(page.getByRole('heading', { name: /is right:/ })).toBeFocused()
  }
  await press('Begin')
  await answer(1, 'Home') // 99 % for A, which is right
  await expect(page.getByText('You gave 99 to the right one: you lose 0.01 bits of at most 6.64')).toBeVisible()
  expect(await faults(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await press('Go on')
  await answer(2, 'Home') // and B is
  await expect(page.getByText('had the other been right you would have lost 0.01')).toBeVisible()

  await page.reload()
  await press('Go on with question 2')
  await expect(page.getByRole('heading', { name: 'No, B is right: Rome.' })).toBeVisible() // given, and it stands
  for (const number of [3, 4]) {
    await press('Go on')
    await answer(number, ' ')
    await expect(page.getByText('You gave 50 to each')).toBeVisible()
  }
  await press('Go on')

  await expect(page.getByRole('heading', { name: 'Why is there no 100?' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight') // wrong in one of a hundred
  await expect(page.getByText('it is best to say 99, which loses 8.1 bits in all')).toBeVisible()
  expect(await faults(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  for (const number of [5, 6, 7, 8]) {
    await press('Go on')
    await answer(number, 'PageUp')
  }
  await press('Go on')

  await expect(page.getByRole('heading', { name: /Does it pay to say more/ })).toBeFocused()
  await press('Another 200 questions')
  await expect(page.getByText('Of 2 times the honest judge came first')).toBeVisible()
  expect(await faults(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  for (const number of [9, 10, 11, 12]) {
    await press('Go on')
    await answer(number, 'PageDown')
  }
  await press('See how it went')

  await expect(page.getByRole('img', { name: /sure, .* right, n / })).toBeVisible()
  await expect(page.getByText(/On average you were .* sure and right in .* n = 12/)).toBeVisible()
  expect(await faults(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await press('Judge a debate now')
  await expect(page.getByText('From the question alone, which do you think is right?')).toBeVisible({ timeout: 60_000 })
})
