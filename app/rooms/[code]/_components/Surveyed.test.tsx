// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SurveyContext } from '#lib/core/surveys/items'
import { call } from '#lib/http/call'
import { Surveyed } from './Surveyed'

vi.mock('#lib/http/call', () => ({ call: vi.fn() }))
const context: SurveyContext = {
  role: 'judge',
  survey: 'short',
  speakers: ['A', 'B'],
  heard: false,
  led: false,
  told: false,
}
const says = { A: 'the apprentice', B: 'the widow' }
const sent: unknown[] = []
let asked: { context: SurveyContext; answered: boolean } | null
let refusal: { error: string; message: string; requestId: string } | null
beforeEach(() => {
  asked = { context, answered: false }
  refusal = null
  sent.length = 0
  window.scrollTo = () => undefined
  Element.prototype.scrollIntoView = () => undefined
  vi.mocked(call).mockImplementation(async (name: string, input: unknown) => {
    if (name === 'survey.get') return { ok: true, value: asked } as never
    sent.push(input)
    return (refusal ? { ok: false, error: refusal } : { ok: true, value: null }) as never
  })
})
afterEach(() => {
  cleanup()
  localStorage.clear()
})

const show = (revealed = true) =>
  render(
    <Surveyed debateId="d" says={says} revealed={revealed}>
      {(part, answered) => (
        <main>
          <p>OUTCOME {answered ? 'with names' : 'without names'}</p>
          {part}
        </main>
      )}
    </Surveyed>,
  )
const rate = (group: RegExp, rating: number) =>
  fireEvent.click(screen.getByRole('radiogroup', { name: group }).querySelector(`[value="${rating}"]`)!)
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
async function fillBefore() {
  await screen.findByRole('heading', { name: 'Before the answer is shown' })
  for (const [side, rating] of [['A', 4] as const, ['B', 2] as const]) {
    rate(new RegExp(`convincing.*Side ${side}`), rating)
    rate(new RegExp(`help.*Side ${side}`), rating)
    rate(new RegExp(`wording.*Side ${side}`), rating)
  }
  fireEvent.click(screen.getByRole('radio', { name: 'Language models' }))
}
const given = { convincing: { A: 4, B: 2 }, helped: { A: 4, B: 2 }, facts: { A: 4, B: 2 }, others: 'models' }

test('items, then the outcome, then why, then thanks and who argued', async () => {
  show()
  await fillBefore()
  expect(screen.getByText('the widow', { exact: false })).toBeTruthy()
  expect(screen.queryByText(/OUTCOME/)).toBeNull()
  press('Go on to the answer')
  expect(screen.getByText('OUTCOME without names')).toBeTruthy()
  press('Send, and see who argued')
  expect(sent).toEqual([]) // why is still open
  expect(screen.getByText('This one is still open.')).toBeTruthy()
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'The end was quoted.' } })
  press('Send, and see who argued')
  await screen.findByText(/^Thank you/)
  expect(screen.getByText('OUTCOME with names')).toBeTruthy()
  expect(sent).toMatchObject([
    { body: { answers: { ...given, why: 'The end was quoted.' }, outcomeKnown: false, tookMs: expect.any(Number) } },
  ])
  expect(localStorage.length).toBe(0)
})

test('what is open is said where it stands, and the outcome waits', async () => {
  show()
  await screen.findByRole('heading', { name: 'Before the answer is shown' })
  rate(/convincing.*Side A/, 3)
  press('Go on to the answer')
  expect(screen.getAllByText('This one is still open.')).toHaveLength(4)
  expect(document.activeElement?.closest('[data-item]')?.getAttribute('data-item')).toBe('convincing')
  expect(screen.queryByText(/OUTCOME/)).toBeNull()
})

test('whoever leaves it out sees the outcome without names, may come back, and that the outcome was known goes along', async () => {
  show()
  await screen.findByRole('heading', { name: 'Before the answer is shown' })
  press('Not now')
  expect(screen.getByText('OUTCOME without names')).toBeTruthy()
  expect(sent).toEqual([])
  cleanup()
  show() // a reload asks no second time
  expect(await screen.findByText('OUTCOME without names')).toBeTruthy()
  press('Answer now')
  for (const side of ['A', 'B']) {
    rate(new RegExp(`convincing.*Side ${side}`), 1)
    rate(new RegExp(`help.*Side ${side}`), 1)
    rate(new RegExp(`wording.*Side ${side}`), 1)
  }
  fireEvent.click(screen.getByRole('radio', { name: 'People' }))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Because.' } })
  press('Send, and see who argued')
  await screen.findByText('OUTCOME with names')
  expect(sent).toMatchObject([{ body: { outcomeKnown: true, answers: { others: 'people' } } }])
})

test('a draft outlives the page; a refusal is said and nothing is lost', async () => {
  show()
  await fillBefore()
  press('Go on to the answer')
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Half a sentence' } })
  cleanup()
  show()
  await screen.findByText('OUTCOME without names')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Half a sentence')
  refusal = { error: 'offline', message: 'The arena cannot be reached.', requestId: '' }
  press('Send, and see who argued')
  await screen.findByText('The arena cannot be reached.')
  refusal = { error: 'survey-answered', message: 'Already in.', requestId: '' } // from another tab
  press('Send, and see who argued')
  await screen.findByText('OUTCOME with names')
})

test('before the outcome may be known the first items can be given, and the rest waits', async () => {
  const { rerender } = show(false)
  await fillBefore()
  press('Keep my answers')
  expect(screen.getByText('OUTCOME without names')).toBeTruthy() // here: the page that says to wait
  expect(screen.queryByRole('textbox')).toBeNull()
  rerender(
    <Surveyed debateId="d" says={says} revealed>
      {(part) => <main>{part}</main>}
    </Surveyed>,
  )
  await waitFor(() => expect(screen.getByRole('textbox')).toBeTruthy())
})

test('where nothing is asked, and after the answers, the page is as it was', async () => {
  asked = null
  show()
  expect(await screen.findByText('OUTCOME without names')).toBeTruthy()
  cleanup()
  asked = { context, answered: true }
  show()
  expect(await screen.findByText('OUTCOME with names')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})
