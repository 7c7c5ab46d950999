import { expect, test, type Page } from '@playwright/test'
import { openaiServer } from '../lib/testing/openaiServer'
import { administrator } from './administrator'
import { giveBelief, givePrior, giveVerdict } from './judge'

test('two models of an endpoint debate in turn; two people judge, one loses the line in mid-speech', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const endpoint = await openaiServer({ key: 'sk-secret-of-the-endpoint', chunkDelayMs: 30 })
  const contexts = await Promise.all(Array.from({ length: 3 }, () => browser.newContext()))
  const [host, ann, ben] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page]
  await administrator(host)

  // An endpoint, its connection test in words, and a debater of each model.
  const send = (path: string, body: unknown) =>
    host.evaluate(
      async ([path, body]) => {
        const reply = await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return { status: reply.status, body: await reply.text() }
      },
      [path, body] as const,
    )
  const name = `Endpoint ${Date.now()}`
  const made = await send('/api/v1/providers', {
    name,
    baseUrl: endpoint.baseUrl,
    key: 'sk-secret-of-the-endpoint',
    concurrency: 4,
  })
  expect(made.status, made.body).toBeLessThan(300)
  expect(made.body).not.toContain('sk-secret')
  await host.goto('/admin/providers')
  await host.getByRole('button', { name: `Test connection to ${name}` }).click()
  await expect(host.getByText(/test-debater/).first()).toBeVisible({ timeout: 20_000 })
  const providerId: string = JSON.parse(made.body).id
  const debaters = [`Heron ${Date.now()}`, `Plover ${Date.now()}`]
  for (const [i, debater] of debaters.entries()) {
    const config = { kind: 'model', model: i === 0 ? 'test-debater' : 'test-second' }
    const answer = await send('/api/v1/debaters', { name: debater, providerId, config })
    expect(answer.status, answer.body).toBeLessThan(300)
  }

  await host.goto('/rooms/new')
  await host.getByLabel('One debater').selectOption({ label: debaters[0]! })
  await host.getByLabel('The other').selectOption({ label: debaters[1]! })
  await host.getByText('In turn').click()
  await host.getByLabel('Rounds').fill('2')
  await host.getByRole('button', { name: /Open the room/ }).click()
  await expect(host).toHaveURL(/\/rooms\/[A-Z0-9]+-[A-Z]+/)
  const room = new URL(host.url()).pathname
  for (const [page, who] of [
    [ann, 'Ann'],
    [ben, 'Ben'],
  ] as const) {
    await page.goto(room)
    await page.getByLabel('Your name in this room').fill(who)
    await page.getByRole('button', { name: 'Join as a judge' }).click()
    await expect(host.getByText(who, { exact: true }).first()).toBeVisible()
  }
  await host.getByRole('button', { name: /^Start with 2 judges/ }).click()
  await givePrior(ann, 50)
  await givePrior(ben, 60)
  for (const page of [ann, ben]) await expect(page.getByText('built-in')).toHaveCount(0) // nothing says who argues
  await giveBelief(ann, 1, 60)

  // Ann reads a speech while it is written, loses her line, and comes back to the whole of it.
  await expect(ann.getByText('being written').first()).toBeVisible({ timeout: 30_000 })
  await contexts[1]!.setOffline(true)
  await contexts[1]!.setOffline(false)
  await giveBelief(ben, 1, 40)
  await expect(ann.getByRole('heading', { name: 'Your verdict' })).toBeVisible({ timeout: 60_000 })
  // Both speeches stand on her screen, whole: each of the endpoint's speeches opens with this line, in both rounds.
  await expect(ann.getByText(/I hold that the answer is/)).toHaveCount(4)
  await giveVerdict(ben, 30)
  await ann.reload()
  await giveVerdict(ann, 75)
  await ann.getByRole('button', { name: 'Show the answer now' }).click()
  await expect(ann.getByText('✓ the right answer')).toBeVisible()
  for (const debater of debaters) await expect(ann.getByText(debater).first()).toBeVisible()
  await ben.getByRole('button', { name: 'Show the answer now' }).click()
  await expect(ben.getByText('✓ the right answer')).toBeVisible()
  await Promise.all(contexts.map((context) => context.close()))
  await endpoint.close()
})
