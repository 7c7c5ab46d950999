import { expect, type Page } from '@playwright/test'

const PASSWORD = 'a long enough password'

/** Becomes the arena's administrator by the one-time link, or signs in as the one that another story made. */
export async function administrator(page: Page) {
  const link = process.env.ARENA_E2E_ADMIN_LINK
  expect(link, 'the one-time link of a fresh arena').toBeTruthy()
  await page.goto(link!)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  if (await page.getByText('This link is over.').isVisible()) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill('host@example.org')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  } else {
    await page.getByLabel('Name').fill('Host')
    await page.getByLabel('E-mail').fill('host@example.org')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: /administrator|account/i }).click()
  }
  await expect(page.getByRole('link', { name: 'Admin' }).first()).toBeVisible()
}
