import { expect, test } from '@playwright/test'
import { REASON } from './judge'

test('a judge needs no mouse', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await page.getByRole('button', { name: 'Judge a debate now' }).focus()
  await page.keyboard.press('Enter')
  const slider = page.getByRole('slider').last()
  const step = async (key: string, button: string) => {
    await expect(page.getByText('touch to set')).toBeVisible({ timeout: 60_000 })
    await slider.focus()
    await page.keyboard.press(key)
    const save = page.getByRole('button', { name: button })
    await expect(save).toBeEnabled({ timeout: 60_000 })
    await save.focus()
    await page.keyboard.press('Enter')
  }
  await step('ArrowLeft', 'Save and read the opening')
  await step('PageUp', 'Save after round 1')
  await step('PageDown', 'Save after round 2')
  await expect(page.getByRole('heading', { name: 'Your verdict' })).toBeVisible({ timeout: 60_000 })
  await slider.focus()
  await page.keyboard.press('End') // 99 % for B
  await page.getByLabel('What decided it?').focus()
  await page.keyboard.type(REASON)
  await page.getByRole('button', { name: 'Give this verdict' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('99')
  await page.getByRole('button', { name: /^Yes, 99/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Show the answer now' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('✓ the right answer')).toBeVisible()
})
