import { expect, test, type Page } from '@playwright/test'
import { administrator } from './administrator'
import { givePrior } from './judge'

const OWN = 'Whoever reads the story with care finds that my answer is the one it bears out, and I shall show where.'

/** Makes an account, joins the room to argue, and waits in its lobby. */
async function joinToArgue(page: Page, room: string, name: string) {
  const email = `${name.toLowerCase()}-${Date.now()}@arena.test`
  await page.goto('/sign-up')
  await page.request.post('/api/v1/accounts', { data: { name, email, password: 'a long password' } })
  await page.goto(`/sign-in?next=${encodeURIComponent(room)}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('a long password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(room))
  await page.getByRole('radio', { name: /Argue/ }).click()
  await page.getByRole('button', { name: 'Join to argue' }).click()
  await expect(page.getByText(/You are here to argue/)).toBeVisible()
}

/** Writes a speech with one quote taken from the story by selecting it, and hands it in. */
async function argue(page: Page, round: number) {
  const field = page.getByRole('textbox', { name: `round ${round}` })
  await expect(page).toHaveTitle(/^Your turn/)
  await field.fill('Too little. ')
  await expect(page.getByText(/at least 70 are asked for/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Hand in this speech' })).toBeDisabled()
  await field.fill(`${Array.from({ length: 4 }, () => OWN).join(' ')} `)
  await page
    .locator('[data-start]')
    .nth(1)
    .evaluate((paragraph) => {
      const range = document.createRange()
      range.setStart(paragraph.firstChild!, 1) // in the middle of a word
      range.setEnd(paragraph.firstChild!, 40)
      const selection = document.getSelection()!
      selection.removeAllRanges()
      selection.addRange(range)
    })
  await page.getByRole('button', { name: 'Quote this' }).click()
  await expect(field).toHaveValue(/<quote>.+<\/quote>/)
  await expect(page.getByText('✓ in the story').first()).toBeVisible()
  await page.getByRole('button', { name: 'Hand in this speech' }).click()
}

test('two people argue, one on a phone; their judge reads both speeches at once', async ({ browser }) => {
  test.setTimeout(180_000)
  const pages = await Promise.all(
    [{}, {}, { viewport: { width: 390, height: 800 } }, {}].map(async (given) =>
      (await browser.newContext(given)).newPage(),
    ),
  )
  const [host, ann, ben, jo] = pages as [Page, Page, Page, Page]
  await administrator(host)
  await host.goto('/rooms/new')
  for (const label of ['One debater', 'The other']) await host.getByLabel(label).selectOption({ label: 'A person' })
  await host.getByLabel('Rounds', { exact: true }).fill('1')
  await host.getByRole('button', { name: /Open the room/ }).click()
  await expect(host).toHaveURL(/\/rooms\/[A-Z0-9]+-[A-Z]+/)
  const room = new URL(host.url()).pathname
  await joinToArgue(ann, room, 'Annika')
  await joinToArgue(ben, room, 'Benno')
  await jo.goto(room)
  await jo.getByLabel('Your name in this room').fill('Jo')
  await jo.getByRole('button', { name: 'Join as a judge' }).click()
  await expect(jo.getByText('Annika')).toHaveCount(0)
  await host.getByRole('button', { name: /^Start with 1 judge/ }).click()
  await givePrior(jo, 50)

  await argue(ann, 1)
  await expect(ann.getByText('Your speech is in.')).toBeVisible()
  await expect(jo.getByText('Both are preparing round 1.').first()).toBeVisible()
  await expect(ben.getByText('Both are preparing round 1.').first()).toBeVisible()
  const typed = ben.getByRole('textbox', { name: 'round 1' })
  await typed.fill('A draft that stays.')
  await expect(ben.getByText('Your draft is kept.')).toBeVisible()
  await ben.reload()
  await expect(typed).toHaveValue('A draft that stays.')
  expect(await ben.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await argue(ben, 1)
  await expect(jo.getByText(OWN.slice(0, 40)).first()).toBeVisible()
  await expect(ann.getByText('All rounds are in.')).toBeVisible()
  await host.getByRole('button', { name: /Close and reveal/ }).click()
  await host.getByRole('dialog').getByRole('button', { name: /Close/ }).click()
  for (const page of [ann, ben]) await expect(page.getByText('✓ the right answer')).toBeVisible({ timeout: 30_000 })
  await expect(ann.getByText(/a person/i).first()).toBeVisible()
})
