import { expect, test, type Page } from '@playwright/test'
import { administrator } from './administrator'
import { givePrior, giveVerdict } from './judge'
import { record } from './leaks'

const LABEL = 'built-in rule-based debater, not a language model'

test('a judge answers the survey around the outcome, and only then is told who argued', async ({ browser }) => {
  test.setTimeout(180_000)
  const contexts = await Promise.all([browser.newContext(), browser.newContext()])
  const received = record(contexts[1]!)
  const [host, ann] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page]
  await administrator(host)
  await host.goto('/rooms/new')
  for (const [label, name] of [
    ['One debater', 'Ash'],
    ['The other', 'Birch'],
  ] as const) {
    const choice = host.getByLabel(label)
    await choice.selectOption((await choice.locator('option', { hasText: name }).first().getAttribute('value'))!)
  }
  await host.getByLabel('Rounds').fill('1')
  await host.getByText('all that apply').click()
  await host.getByRole('button', { name: /Open the room/ }).click()
  await expect(host).toHaveURL(/\/rooms\/[A-Z0-9]+-[A-Z]+/)
  await ann.goto(new URL(host.url()).pathname)
  await ann.getByLabel('Your name in this room').fill('Ann')
  await ann.getByRole('button', { name: 'Join as a judge' }).click()
  await expect(host.getByText('Ann', { exact: true }).first()).toBeVisible()
  await host.getByRole('button', { name: /^Start with/ }).click()
  await givePrior(ann, 50)
  await giveVerdict(ann, 75)
  await ann.getByRole('button', { name: 'Show the answer now' }).click()

  await expect(ann.getByRole('heading', { name: 'Before the answer is shown' })).toBeFocused()
  await expect(ann.getByText('✓ the right answer')).toHaveCount(0)
  const scales = ann.getByRole('radiogroup')
  for (let i = 0; i < (await scales.count()); i++) {
    await scales.nth(i).getByRole('radio').first().focus()
    await ann.keyboard.press('ArrowRight') // by keys alone: 2
    await expect(scales.nth(i).getByRole('radio').nth(1)).toBeChecked()
  }
  await ann.getByRole('button', { name: 'Go on to the answer' }).click()
  await expect(ann.getByText('✓ the right answer')).toBeVisible()
  expect(await ann.getByText('who argued for it is told once your answers are in').count()).toBe(2)
  expect(received.join('\n')).not.toContain(`"label":"${LABEL}"`)
  await ann.getByLabel('Why did it come out right, or wrong?').fill('The end was quoted by one side alone.')
  await ann.getByRole('radiogroup').getByText('4', { exact: true }).click()
  await ann.getByRole('button', { name: 'Send, and see who argued' }).click()
  await expect(ann.getByText(/^Thank you/)).toBeVisible()
  await expect(ann.getByText('argued by')).toHaveCount(2)
  await expect.poll(() => received.join('\n').includes(`"label":"${LABEL}"`)).toBe(true) // the same look finds it now
  await ann.reload()
  await expect(ann.getByText('argued by')).toHaveCount(2)
})
