// @vitest-environment jsdom
import { cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConfirmVerdict } from './ConfirmVerdict'
import type { guardsOf } from './guards'
import { useHandling } from './useHandling'

let [at, hidden, focused] = [0, false, true]
const pass = (ms: number) => void (at += ms)
const turn = (now: { hidden?: boolean; focused?: boolean }) => {
  hidden = now.hidden ?? hidden
  focused = now.focused ?? focused
  if (now.hidden !== undefined) fireEvent(document, new Event('visibilitychange'))
  if (now.focused !== undefined) fireEvent(window, new Event(now.focused ? 'focus' : 'blur'))
}
beforeEach(() => {
  ;[at, hidden, focused] = [1_000, false, true]
  vi.spyOn(performance, 'now').mockImplementation(() => at)
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('time with the tab in front and time with the page in use are told apart; the first click is kept', () => {
  const { result } = renderHook(() => useHandling(1))
  expect(result.current.read()).toBeUndefined() // never touched here
  pass(100)
  turn({ focused: false }) // another window beside it
  pass(20)
  turn({ hidden: true })
  pass(3_000)
  turn({ hidden: false })
  pass(5)
  turn({ focused: true })
  result.current.touch(30)
  result.current.touch(80)
  pass(400)
  expect(result.current.read()).toEqual({
    shownMs: 3_525,
    visibleMs: 525,
    focusedMs: 500,
    firstTouchMs: 3_125,
    firstPercentA: 30,
    moves: 2,
  })
})

test('a page that opens behind another tab counts from when it is looked at', () => {
  hidden = true
  const { result } = renderHook(() => useHandling(1))
  pass(1_000)
  turn({ hidden: false })
  result.current.touch(50)
  pass(10)
  expect(result.current.read()).toMatchObject({ shownMs: 1_010, visibleMs: 10, focusedMs: 10 })
})

const view = {
  phase: 'completed',
  roundsOver: 2,
  answers: { A: 'the apprentice', B: 'the widow' },
  rules: { rounds: 2 },
  own: { trail: [{ afterRound: 1, percentA: 30 }] },
} as unknown as Parameters<typeof ConfirmVerdict>[0]['view'] & Parameters<typeof guardsOf>[0] // the edge: only what it reads
const judge = { act: async () => true, busy: false, problem: null }

test.each([
  { what: 'a belief that was turned around', percentA: 80, reversedShown: 2 },
  { what: 'one that was not', percentA: 20, reversedShown: 0 },
])('of $what, each warning and each turning back is counted once', ({ percentA, reversedShown }) => {
  const guards = { reversedShown: 0, changed: 0 }
  const ask = () => {
    const onClose = vi.fn()
    const shown = render(<ConfirmVerdict {...{ view, percentA, judge, guards, onClose }} onYes={() => undefined} />)
    shown.rerender(<ConfirmVerdict {...{ view, percentA, judge, guards, onClose }} onYes={() => undefined} />)
    return { ...shown, onClose }
  }
  const first = ask()
  fireEvent.click(screen.getByRole('button', { name: 'Change it' }))
  expect(first.onClose).toHaveBeenCalledOnce()
  first.unmount()
  const second = ask()
  fireEvent.click(screen.getByRole('button', { name: /^Yes/ }))
  expect(second.onClose).not.toHaveBeenCalled()
  expect(guards).toEqual({ reversedShown, changed: 1 })
})
