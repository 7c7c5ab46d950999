import { expect, test, type Browser, type Page } from '@playwright/test'
import { administrator } from './administrator'
import { believe, giveBelief, givePrior, giveVerdict, REASON, showAnswer } from './judge'

const pages = async (browser: Browser, n: number): Promise<Page[]> =>
  Promise.all(Array.from({ length: n }, async () => (await browser.newContext()).newPage()))

/** Opens a room of an arm, with debaters that need no endpoint. @returns its path */
async function openRoom(host: Page, arm: string, rounds?: { atMost: number }): Promise<string> {
  await host.goto('/rooms/new')
  await host.getByRole('combobox', { name: 'Protocol' }).selectOption({ label: arm })
  if (rounds) {
    const speaker = host.getByLabel('The speaker')
    await speaker.selectOption((await speaker.locator('option', { hasText: 'Ash' }).first().getAttribute('value'))!)
    await host.getByText('One judge asks and decides when it ends').click()
    await host.getByLabel('Rounds at most').fill(String(rounds.atMost))
  }
  await host.getByRole('button', { name: /Open the room/ }).click()
  await expect(host).toHaveURL(/\/rooms\/[A-Z0-9]+-[A-Z]+/)
  return new URL(host.url()).pathname
}

async function join(host: Page, page: Page, room: string, name: string) {
  await page.goto(room)
  await page.getByLabel('Your name in this room').fill(name)
  await page.getByRole('button', { name: 'Join as a judge' }).click()
  await expect(page.getByLabel('Your name in this room')).toHaveCount(0)
  await expect(host.getByText(/1 judge|2 judges/).first()).toBeVisible()
}

test('a consultancy: one judge asks, goes on, ends it; another judges along', async ({ browser }) => {
  test.setTimeout(240_000)
  const [host, ann, ben] = (await pages(browser, 3)) as [Page, Page, Page]
  await administrator(host)
  const room = await openRoom(host, 'Consultancy', { atMost: 4 })
  await host.getByRole('button', { name: 'Start without judges' }).click()
  await expect(host.getByText('No judge leads this debate.')).toBeVisible()
  await join(host, ann, room, 'Ann') // the first who comes leads
  await expect(host.getByText('No judge leads this debate.')).toHaveCount(0)
  await join(host, ben, room, 'Ben')

  await expect(ann.getByText('Both debaters')).toHaveCount(0)
  await expect(ann.getByText('will argue')).toHaveCount(0) // nobody argues for one of the answers
  await givePrior(ann, 50)
  await givePrior(ben, 40)

  // After the first round Ann has to go on: an end comes after the second at the earliest.
  await expect(ann.getByRole('heading', { name: 'After round 1, you decide' })).toBeVisible({ timeout: 60_000 })
  await expect(ann.getByRole('button', { name: 'End here and give the verdict' })).toBeDisabled()
  await expect(ann.getByText('It can end after round 2')).toBeVisible()
  await giveBelief(ben, 1, 30)
  const deciding = 'The judge who leads this debate is deciding whether there is another round.'
  await expect(ben.getByText(deciding)).toBeVisible()
  await expect(host.getByText(deciding)).toBeVisible()

  // She asks, takes it back, and finds what she typed; asks again, and the round comes.
  await believe(ann, 55)
  await ann.getByLabel(/^Ask the speaker something/).fill('Who was there?\n<b>And</b> who says so?')
  await ann.getByRole('button', { name: 'Go on: another round' }).click()
  await expect(ann.getByText(/Round 2 is asked for in \d+ s\./)).toBeVisible()
  await ann.getByRole('button', { name: 'Take it back' }).click()
  await expect(ann.getByLabel(/^Ask the speaker something/)).toHaveValue(/Who was there/)
  await ann.reload() // the draft is kept
  await expect(ann.getByLabel(/^Ask the speaker something/)).toHaveValue(/Who was there/)
  await expect(ann.getByRole('heading', { name: 'Round 2', exact: true })).toHaveCount(0)
  await ann.getByRole('button', { name: 'Go on: another round' }).click()
  for (const page of [ann, ben, host]) {
    await expect(page.getByRole('heading', { name: 'Round 2', exact: true })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('region', { name: 'From the judge' })).toContainText('<b>And</b> who says so?')
    await expect(page.getByText('The judge asked:')).toBeVisible()
  }

  // After the second she ends it, having changed sides.
  await giveBelief(ben, 2, 20)
  await expect(ann.getByRole('heading', { name: 'After round 2, you decide' })).toBeVisible({ timeout: 60_000 })
  await believe(ann, 20)
  await ann.getByRole('button', { name: 'End here and give the verdict' }).click()
  await ann.getByLabel('What decided it?').fill(REASON)
  await ann.getByRole('button', { name: 'Give this verdict' }).click()
  await expect(ann.getByRole('dialog')).toContainText('You have just changed sides; nobody has answered that.')
  await ann.getByRole('dialog').getByRole('button', { name: /^Yes/ }).click()
  await expect(ben.getByText(deciding)).toBeVisible() // until it can no longer be taken back
  await showAnswer(ann)
  await giveVerdict(ben, 15)
  await showAnswer(ben)
  await expect(ben.getByText('argued by', { exact: false })).toHaveCount(1)
  await expect(ben.getByText('nobody argued for it')).toBeVisible()

  await host.getByRole('button', { name: /Close and reveal/ }).click()
  await host.getByRole('dialog').getByRole('button', { name: /Close/ }).click()
  for (const name of ['Ann', 'Ben'])
    await expect(host.getByRole('rowheader', { name, exact: true }).first()).toBeVisible({ timeout: 30_000 })
})

test('without speakers the verdict comes at once: from the question alone, and from the story', async ({ browser }) => {
  test.setTimeout(120_000)
  const [host, ann] = (await pages(browser, 2)) as [Page, Page]
  await administrator(host)
  for (const arm of ['Question only', 'With the story']) {
    const room = await openRoom(host, arm)
    await join(host, ann, room, 'Ann')
    await host.getByRole('button', { name: /^Start with 1 judge/ }).click()
    await expect(ann.getByRole('heading', { name: 'Your verdict' })).toBeVisible()
    const story = ann.getByRole('article', { name: 'The story' })
    if (arm === 'With the story') expect((await story.innerText()).length).toBeGreaterThan(1_000)
    else await expect(story).toHaveCount(0)
    await expect(ann.getByText(/round \d|debaters|will argue/i)).toHaveCount(0)
    await giveVerdict(ann, 70)
    await showAnswer(ann)
    await expect(ann.getByText('You gave A 70')).toBeVisible()
    await expect(ann.getByText(/argued/)).toHaveCount(0)
    await expect(ann.getByText('words nobody quoted')).toHaveCount(0)
  }
})
