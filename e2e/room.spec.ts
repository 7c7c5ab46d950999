import { expect, test, type Page } from '@playwright/test'
import { administrator } from './administrator'
import { giveBelief, givePrior, giveVerdict } from './judge'
import { leaksIn, record } from './leaks'

test('a host, two judges and a spectator go through a room, each in their own browser', async ({ browser }) => {
  test.setTimeout(180_000)
  const contexts = await Promise.all(Array.from({ length: 4 }, () => browser.newContext()))
  const judged = record(contexts[1]!)
  const [host, ann, ben, eve] = (await Promise.all(contexts.map((context) => context.newPage()))) as [
    Page,
    Page,
    Page,
    Page,
  ]
  await administrator(host)

  // A new room with its defaults, but for debaters that need no endpoint, and open it.
  await host.goto('/rooms/new')
  for (const [label, name] of [
    ['One debater', 'Ash'],
    ['The other', 'Birch'],
  ] as const) {
    const choice = host.getByLabel(label)
    await choice.selectOption((await choice.locator('option', { hasText: name }).first().getAttribute('value'))!)
  }
  await host.getByRole('button', { name: /Open the room/ }).click()
  await expect(host).toHaveURL(/\/rooms\/[A-Z0-9]+-[A-Z]+/)
  const room = new URL(host.url()).pathname

  const join = async (page: Page, name: string, seat: 'judge' | 'watch') => {
    await page.goto(room)
    await page.getByLabel('Your name in this room').fill(name)
    if (seat === 'watch') await page.getByRole('radio', { name: /Watch/ }).click()
    await page.getByRole('button', { name: seat === 'judge' ? 'Join as a judge' : 'Join to watch' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (seat === 'judge') await expect(host.getByText(name, { exact: true }).first()).toBeVisible()
  }
  await join(ann, 'Ann', 'judge')
  await join(ben, 'Ben', 'judge')
  await join(eve, 'Eve', 'watch')
  await host.getByRole('button', { name: /^Start with 2 judges/ }).click()

  await givePrior(ann, 50)
  await givePrior(ben, 30)
  for (const round of [1, 2]) {
    await giveBelief(ann, round, 60)
    await giveBelief(ben, round, 20)
  }
  await giveVerdict(ann, 75)
  expect(judged.join('').length).toBeGreaterThan(10_000) // there was something to look through
  expect(await leaksIn(judged)).toEqual([]) // before her verdict is final
  await giveVerdict(ben, 10)
  await expect(eve.getByText('✓ the right answer')).toHaveCount(0)

  await ann.getByRole('button', { name: 'Show the answer now' }).click()
  await expect(ann.getByText('✓ the right answer')).toBeVisible()
  expect((await leaksIn(judged)).length).toBeGreaterThan(1) // the same look finds the answer and the passage once they are shown
  await host.getByRole('button', { name: /Close and reveal/ }).click()
  await host.getByRole('dialog').getByRole('button', { name: /Close/ }).click()
  for (const page of [host, ben, eve])
    await expect(page.getByText('✓ the right answer')).toBeVisible({ timeout: 30_000 })
  await expect(ben.getByRole('rowheader', { name: 'Ann' }).first()).toBeVisible()

  await host.getByRole('button', { name: 'Next question' }).click()
  await expect(host.getByText('Debate 2 of 3.', { exact: false }).first()).toBeVisible()
})
