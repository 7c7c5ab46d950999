import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { administrator } from './administrator'
import { giveBelief, givePrior, giveVerdict, showAnswer } from './judge'
import { leaksIn, record } from './leaks'

const ROUNDS = 3

/** A room's debate of the built-in debaters that one guest has judged and the host has closed. @returns its id */
async function closedDebate(host: Page, guest: Page): Promise<string> {
  await administrator(host)
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
  await guest.goto(room)
  await guest.getByLabel('Your name in this room').fill('Annabella')
  await guest.getByRole('button', { name: 'Join as a judge' }).click()
  await host.getByRole('button', { name: /^Start with 1 judge/ }).click()
  await givePrior(guest, 50)
  for (let round = 1; round < ROUNDS; round++) await giveBelief(guest, round, 60)
  await giveVerdict(guest, 77)
  await showAnswer(guest)
  await host.getByRole('button', { name: /Close and reveal/ }).click()
  await host.getByRole('dialog').getByRole('button', { name: /Close/ }).click()
  await expect(host.getByText('✓ the right answer')).toBeVisible({ timeout: 30_000 })
  const view: { debateId: string } = await (await host.request.get(`/api/v1${room}`)).json()
  return view.debateId
}

/** A page of somebody with a new account, and all that is sent to it. */
async function account(browser: Browser, name: string) {
  const context = await browser.newContext()
  const received = record(context)
  const page = await context.newPage()
  await page.goto('/sign-up?next=/judging')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('heading', { name: 'Judge finished debates' })).toBeVisible()
  return { page, received }
}

const faults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

test('a closed debate is judged by two who were not there: round by round, and all at once by the clock', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [host, guest] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()]
  const debateId = await closedDebate(host, guest)

  // Nobody comes in without an account, and whoever was there knows it already.
  await guest.goto('/judging')
  await expect(guest).toHaveURL(/\/sign-in/)
  await host.goto(`/judging/${debateId}`)
  await expect(host.getByRole('heading', { name: 'You know this one already.' })).toBeVisible()

  const { page: dora, received } = await account(browser, 'Dora')
  await expect(dora.getByRole('heading', { name: /waits? for you/ })).toBeVisible()
  await expect(dora.getByRole('button', { name: 'Judge the next one' })).toBeVisible()
  expect(await faults(dora)).toEqual([])
  await dora.goto(`/judging/${debateId}`)
  await dora.getByRole('button', { name: 'Judge this debate' }).click()
  await givePrior(dora, 40)
  await expect(dora.getByRole('button', { name: 'Show all' })).toBeVisible() // at reading pace
  await dora.getByRole('button', { name: 'Show all' }).click()
  await expect(dora.getByRole('heading', { name: 'Round 2' })).toHaveCount(0)
  await giveBelief(dora, 1, 65)
  await expect(dora.getByRole('heading', { name: 'Round 2' })).toBeVisible()
  await dora.reload()
  await expect(dora.getByRole('heading', { name: 'Round 2' })).toBeVisible()
  await expect(dora.getByRole('heading', { name: 'Round 3' })).toHaveCount(0)

  // She has read enough.
  await dora.getByRole('button', { name: 'Stop here: give the verdict' }).click()
  await giveVerdict(dora, 80)
  expect(received.join('').length).toBeGreaterThan(10_000) // there was something to look through
  expect(await leaksIn(received, ['Annabella'])).toEqual([])
  await showAnswer(dora)
  expect((await leaksIn(received, ['Annabella'])).length).toBeGreaterThan(1) // the same look finds them once they are shown
  await expect(dora.getByText('1 who were there, 1 afterwards', { exact: false })).toBeVisible()
  expect(await leaksIn(received, ['Annabella'])).not.toContain('Annabella') // her name was for the room
  await dora.getByRole('button', { name: 'Judge the next one' }).click()
  await expect(dora).not.toHaveURL(new RegExp(debateId))

  const { page: edgar } = await account(browser, 'Edgar')
  await edgar.goto(`/judging/${debateId}`)
  await edgar.getByRole('radio', { name: /All at once/ }).click()
  await edgar.getByRole('button', { name: 'Judge this debate' }).click()
  await expect(edgar.getByRole('timer')).toHaveCount(0) // nothing is shown yet
  await givePrior(edgar, 50)
  for (let round = 1; round <= ROUNDS; round++)
    await expect(edgar.getByRole('heading', { name: `Round ${round}` })).toBeVisible()
  await expect(edgar.getByRole('timer')).toHaveText(/^0:0[1-9]$/) // it counts
  await giveVerdict(edgar, 30)
  await edgar.getByRole('button', { name: 'Take it back' }).click()
  const figure = edgar.getByLabel('How likely is A, in per cent, 1 to 99').last()
  await expect(figure).toHaveValue('30') // what was typed is kept
  await figure.fill('35')
  await edgar.getByRole('button', { name: 'Give this verdict' }).click()
  await edgar.getByRole('dialog').getByRole('button', { name: /^Yes/ }).click()
  await expect(edgar.getByText('✓ the right answer')).toBeVisible({ timeout: 20_000 }) // by itself, after ten seconds
  await expect(edgar.getByText('1 who were there, 2 afterwards', { exact: false })).toBeVisible()
})
