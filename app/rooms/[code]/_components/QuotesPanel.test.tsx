// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SpeechView } from '#lib/core/debate/view'
import { QuotesButton } from './QuotesButton'
import { Speech } from './Speech'

const speech = (side: 'A' | 'B', said: string, share: number | null): SpeechView => {
  const text = `Nothing yet.\nIt says “${said}”.`
  const start = text.indexOf(said)
  const quote = { at: { start, end: start + said.length }, text: said, diff: [], reason: '', flags: [] }
  const found = {
    status: share === null ? 'not_found' : 'exact',
    sourceShare: share,
    verified: share !== null,
  } as const
  return { turn: 0, side, text, flags: [], quotes: [{ ...quote, ...found }] }
}
const speeches = [speech('A', 'the water left them', 0.6), speech('B', 'water left', 0.61)]
const Room = ({ paced = [], given = speeches }: { paced?: string[]; given?: SpeechView[] }) => (
  <>
    <QuotesButton view={{ speeches: given }} />
    <main>
      {given.map((one) => (
        <Speech key={one.side} speech={one} label="opening" before={0} paced={paced.includes(one.side)} />
      ))}
    </main>
  </>
)
const media = (wide: boolean) => () => ({ matches: wide, addEventListener: () => {}, removeEventListener: () => {} })
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const button = () => screen.getByRole('button', { name: /Quotes \(/, hidden: true })
const follow = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }))

test('only what stands in full counts; the rest comes when it does', async () => {
  const { rerender } = render(<Room paced={['A', 'B']} />)
  expect(button().textContent).toBe('Quotes (0) so far')
  await act(async () => rerender(<Room paced={['B']} />))
  expect(button().textContent).toBe('Quotes (1) so far')
  await act(async () => rerender(<Room />))
  expect(button().textContent).toBe('Quotes (2) so far')
})

test.each([{ wide: true }, { wide: false }])(
  'from a quote to its paragraph and back (wide: $wide)',
  async ({ wide }) => {
    vi.stubGlobal('matchMedia', media(wide))
    render(<Room />)
    fireEvent.click(button())
    const panel = await screen.findByRole('dialog', { name: 'Quotes so far' })
    expect(document.activeElement?.textContent).toBe('Quotes so far')
    expect(within(panel).getAllByRole('listitem')).toHaveLength(1) // the one lies within the other
    expect(panel.querySelector('.quote-both')?.textContent).toBe('water left')

    follow(/^B2/)
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/^B2It says/))
    expect(screen.queryAllByRole('dialog')).toHaveLength(wide ? 1 : 0)

    fireEvent.keyDown(document.activeElement!, { key: 'q' })
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('B2'))
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
    await vi.waitFor(() => expect(document.activeElement).toBe(button()))
    expect(screen.queryByRole('dialog')).toBeNull()
  },
)

test('says what is left out, and what to expect while there is nothing', async () => {
  vi.stubGlobal('matchMedia', media(true))
  render(<Room given={[speech('A', 'the fire left them', null)]} />)
  fireEvent.click(button())
  const panel = await screen.findByRole('dialog')
  expect(panel.textContent).toContain('Nothing has been quoted word for word yet.')
  expect(panel.textContent).toContain(
    '1 quote that is not in the story word for word is left out; the speeches mark it.',
  )
})
