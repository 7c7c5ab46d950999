import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { administrator } from './administrator'

test('a host has the built-in judge judge the closed debates of a room, and reads what it found', async ({ page }) => {
  test.setTimeout(120_000)
  await administrator(page)
  const name = `Panel room ${Date.now()}`
  const code = await closedRoom(page, name)

  await page.getByRole('link', { name: 'Panels' }).click()
  await page.getByRole('link', { name: 'New panel' }).click()
  await page.getByText('A room', { exact: true }).click()
  await page.getByLabel('Room', { exact: true }).selectOption(code)
  await expect(page.getByText('built-in rule-based judge, not a language model')).toBeVisible()
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck()
  await expect(page.getByText('Choose at least one judge.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the panel' })).toBeDisabled()
  await page.getByRole('checkbox', { name: /built-in rule-based judge/ }).check()
  await expect(page.getByText('1 debate, 1 judge: 1 judgment to make.')).toBeVisible()
  await expect(page.getByText('No model is called, so it costs nothing.')).toBeVisible()
  await page.getByRole('button', { name: 'Start the panel' }).click()

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('all 1 judged')).toBeVisible({ timeout: 30_000 }) // nobody reloads
  const row = page.getByRole('row', { name: /Rowan/ })
  await expect(row.getByRole('cell').nth(1)).toContainText('1')
  await expect(page.getByText('All of it is a rehearsal')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])

  await page.goto('/panels')
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('all 1 judged')
})

/** A room with one debate of the built-in debaters, closed. */
async function closedRoom(page: Page, name: string): Promise<string> {
  const ask = (method: string, path: string, body?: unknown) =>
    page.evaluate(
      async ([method, path, body]) => {
        const headers = { 'content-type': 'application/json' }
        const reply = await fetch(path, { method, headers, ...(body !== null && { body: JSON.stringify(body) }) })
        return reply.json()
      },
      [method, path, body ?? null] as const,
    )
  const [sets, debaters] = [await ask('GET', '/api/v1/question-sets'), await ask('GET', '/api/v1/debaters')]
  const made = await ask('POST', '/api/v1/rooms', {
    name,
    questions: { setId: sets[0].id, count: 1 },
    debaters: [debaters[0].revisionId, debaters[1].revisionId],
    protocol: { rounds: 1, words: 40 },
    feedback: 'close',
    listed: false,
  })
  const control = `/api/v1/rooms/${made.code}/control`
  const room = await ask('POST', control, { action: 'start', from: 0 })
  const { debateId } = room
  const phase = async () => (await ask('GET', `/api/v1/debates/${debateId}`)).phase
  await expect.poll(phase, { timeout: 60_000 }).toBe('completed')
  await ask('POST', control, { action: 'close' })
  await expect.poll(phase).toBe('closed')
  return made.code
}
