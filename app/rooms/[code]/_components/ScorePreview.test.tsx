// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { GoingOn, goingOnInWords } from './GoingOn'
import { lossInWords, ScorePreview, ScoreToggle } from './ScorePreview'

afterEach(cleanup)
const free = { continues: 0, costPerRound: 0 }

const Both = ({ percentA }: { percentA: number | null }) => (
  <>
    <ScoreToggle />
    <ScorePreview {...free} percentA={percentA} />
  </>
)
const toggle = () => screen.getByRole('button', { name: 'What would I score?' })

test('it is closed at first, follows the belief, and stays open at the next step', () => {
  const { rerender } = render(<Both percentA={null} />)
  expect(toggle().getAttribute('aria-expanded')).toBe('false')
  expect(screen.queryByText(/Set the figure/)?.closest('[hidden]')).toBeTruthy()
  fireEvent.click(toggle())
  expect(toggle().getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByText(/Set the figure/).closest('[hidden]')).toBeNull()
  expect(document.getElementById(toggle().getAttribute('aria-controls')!)).toBeTruthy()

  rerender(<Both percentA={75} />)
  const given = () => screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(given()).toEqual(['−0.42', '−2.00'])
  const bars = [...document.querySelectorAll('rect.fill-side')].map((bar) => parseFloat(bar.getAttribute('width')!))
  expect(bars[0]! / bars[1]!).toBeCloseTo(0.415 / 2, 3) // one scale for both
  rerender(<Both percentA={25} />)
  expect(given()).toEqual(['−2.00', '−0.42'])

  cleanup()
  render(<Both percentA={50} />)
  expect(toggle().getAttribute('aria-expanded')).toBe('true')
  expect(localStorage.getItem('score-preview')).toBe('open')
})

test.each([
  { percentA: 50, words: 'Right or wrong, you lose 1.00.' },
  { percentA: 55, words: 'If you are right you lose some (0.86), if you are wrong more (1.15).' },
  { percentA: 25, words: 'If you are right you lose little (0.42), if you are wrong much (2.00).' },
  { percentA: 99, words: 'If you are right you lose almost nothing (0.01), if you are wrong very much (6.64).' },
])('at $percentA for A: $words', ({ percentA, words }) => {
  expect(lossInWords({ percentA, ...free })).toBe(words)
  expect(lossInWords({ percentA: 100 - percentA, ...free })).toBe(words)
})
test('rounds asked for are in the figures, and said to be', () => {
  expect(lossInWords({ percentA: 75, continues: 2, costPerRound: 0.05 })).toBe(
    'If you are right you lose little (0.52), if you are wrong much (2.10). 0.10 of it is the cost of 2 rounds you asked for.',
  )
})

test.each([
  { percentA: null, words: 'Another round costs 0.05.' },
  {
    percentA: 50,
    words: 'Another round costs 0.05. It pays if it makes you at least 14 points surer of either answer.',
  },
  { percentA: 60, words: 'Another round costs 0.05. It pays if it makes you at least 7 points surer.' },
  { percentA: 40, words: 'Another round costs 0.05. It pays if it makes you at least 7 points surer.' },
  { percentA: 97, words: 'Another round costs 0.05. It pays if it makes you at least 1 point surer.' },
  { percentA: 1, words: 'Another round costs 0.05. You are so sure already that it cannot pay.' },
])('going on at $percentA for A: $words', ({ percentA, words }) => {
  expect(goingOnInWords(percentA, 3, 0.05)).toBe(words)
})

test('pointing at going on shows what it would leave, Escape takes it away, and nothing else is pressed', () => {
  render(
    <GoingOn percentA={60} continues={0} costPerRound={0.05}>
      <button>Go on</button>
    </GoingOn>,
  )
  const group = screen.getByRole('group', { name: 'Going on' })
  expect(document.getElementById(group.getAttribute('aria-describedby')!)?.textContent).toContain('at least 7 points')
  expect(screen.queryByRole('definition')).toBeNull()
  fireEvent.pointerEnter(group, { pointerType: 'touch' })
  expect(screen.queryByRole('definition')).toBeNull()
  fireEvent(group, Object.assign(new MouseEvent('pointerover', { bubbles: true }), { pointerType: 'mouse' }))
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['−0.79', '−1.37'])
  expect(screen.getByText(/67 % or more to either answer: 7 points more to A, or 27 more to B\./)).toBeTruthy()
  fireEvent.keyDown(document, { key: 'Escape' })
  expect(screen.queryByRole('definition')).toBeNull()
})
