// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { BeliefControl } from './BeliefControl'

afterEach(cleanup)
const answers = { A: 'the apprentice', B: 'the widow' }

function Form() {
  const [percentA, setPercentA] = useState<number | null>(null)
  return (
    <form>
      <BeliefControl percentA={percentA} onChange={setPercentA} answers={answers} />
      <button disabled={percentA === null}>Save</button>
      <output>{String(percentA)}</output>
    </form>
  )
}
const value = () => screen.getByRole('status').textContent
const slider = () => screen.getByRole('slider')
const send = () => screen.getByRole<HTMLButtonElement>('button')

test('untouched it has no value, says so, and cannot be sent', () => {
  render(<Form />)
  expect(value()).toBe('null')
  expect(slider().getAttribute('aria-valuetext')).toBe('not set yet')
  expect(screen.getByText('touch to set')).toBeTruthy()
  expect(send().disabled).toBe(true)
  fireEvent.focus(slider())
  fireEvent.keyDown(slider(), { key: 'Tab' })
  expect(send().disabled).toBe(true)
})

test.each([
  { keys: ['ArrowRight'], percentA: 49 },
  { keys: ['ArrowLeft'], percentA: 51 },
  { keys: [' '], percentA: 50 },
  { keys: ['PageUp', 'PageUp'], percentA: 30 },
  { keys: ['PageDown', 'ArrowLeft'], percentA: 61 },
  { keys: ['Home'], percentA: 99 },
  { keys: ['Home', 'ArrowLeft'], percentA: 99 },
  { keys: ['End', 'PageUp'], percentA: 1 },
])('keys $keys lead to $percentA % for A', ({ keys, percentA }) => {
  render(<Form />)
  for (const key of keys) fireEvent.keyDown(slider(), { key })
  expect(value()).toBe(String(percentA))
  expect(slider().getAttribute('aria-valuenow')).toBe(String(100 - percentA))
  expect(send().disabled).toBe(false)
})

test('the two fields are tied, and what is no figure from 1 to 99 counts for nothing', () => {
  render(<Form />)
  const [a, b] = screen.getAllByRole<HTMLInputElement>('textbox')
  fireEvent.change(a!, { target: { value: '0' } })
  expect(value()).toBe('null')
  fireEvent.change(a!, { target: { value: '85' } })
  expect([value(), b!.value]).toEqual(['85', '15'])
  fireEvent.change(b!, { target: { value: '70' } })
  expect([value(), a!.value]).toEqual(['30', '30'])
  fireEvent.change(b!, { target: { value: '' } })
  expect(send().disabled).toBe(true)
})

test('it says the belief in words, on the side that is believed', () => {
  render(<Form />)
  fireEvent.keyDown(slider(), { key: 'End' })
  expect(slider().getAttribute('aria-valuetext')).toBe('99\u00a0% that B is right: the widow')
  expect(screen.getByText('B: the widow')).toBeTruthy()
  expect(screen.getByText('if B is right −0.01')).toBeTruthy()
})

test('a finger that turns out to be scrolling leaves it as it was', () => {
  render(<Form />)
  slider().setPointerCapture = () => undefined
  slider().getBoundingClientRect = () => new DOMRect(0, 0, 200, 40)
  const pointer = (type: string) =>
    fireEvent(slider(), new MouseEvent(type, { bubbles: true, clientX: 150, button: 0 }))
  pointer('pointerdown')
  expect(value()).toBe('25')
  pointer('pointercancel')
  expect(value()).toBe('null')
})
