import { expect, type Page } from '@playwright/test'

/** Sets the belief control by its figure for A, as a person types it. */
export async function believe(page: Page, percentA: number) {
  await expect(page.getByText('touch to set')).toBeVisible({ timeout: 60_000 }) // the step before is over: each begins unset
  await page.getByLabel('How likely is A, in per cent, 1 to 99').last().fill(String(percentA))
}

export async function givePrior(page: Page, percentA = 50) {
  await expect(page.getByText('From the question alone, which do you think is right?')).toBeVisible()
  await believe(page, percentA)
  await page.getByRole('button', { name: 'Save and read the opening' }).click()
}

/** Reads a round to its end and says what one believes now; the round may still be being written. */
export async function giveBelief(page: Page, round: number, percentA: number) {
  await believe(page, percentA)
  const save = page.getByRole('button', { name: `Save after round ${round}` })
  await expect(save).toBeEnabled({ timeout: 60_000 })
  await save.click()
}

export const REASON = 'The quotes of one side were verified and answered the question; the other side’s did not.'

export async function giveVerdict(page: Page, percentA: number) {
  await expect(page.getByRole('heading', { name: 'Your verdict' })).toBeVisible({ timeout: 60_000 })
  await believe(page, percentA)
  await page.getByLabel('What decided it?').fill(REASON)
  await page.getByRole('button', { name: 'Give this verdict' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`You say ${Math.max(percentA, 100 - percentA)}`)
  await dialog.getByRole('button', { name: /^Yes/ }).click()
}

export async function showAnswer(page: Page) {
  await page.getByRole('button', { name: 'Show the answer now' }).click()
  await expect(page.getByText('✓ the right answer')).toBeVisible()
}
