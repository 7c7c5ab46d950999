// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { quirks } from '#lib/core/debaters/config'
import { ProviderRow } from './providerRow'

const refresh = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }) }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  refresh.mockClear()
})

const provider = {
  id: '0197f0a0-0000-7000-8000-000000000000',
  name: 'Lab',
  baseUrl: 'http://localhost:8000/v1',
  keyLast4: 'cdef',
  concurrency: 2,
  disabled: 'no credit.',
  origin: 'person' as const,
  quirks: quirks.parse({}),
}
const answering = (value: unknown, status = 200) => {
  const fetch = vi.fn(async (_url: string, _request: RequestInit) => Response.json(value, { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('says how the test went, offers the models, and shows the endpoint switched on again', async () => {
  const fetch = answering({
    works: true,
    sentence: 'It works: “m” answered in 0.8 s.',
    model: 'm',
    models: ['m', 'n'],
    firstTokenMs: 400,
    durationMs: 800,
    learnt: ['Its token limit is called max_tokens.'],
  })
  render(<ProviderRow provider={provider} />)
  expect(screen.getByText(/key ends in cdef · 2 calls at once/)).toBeDefined()
  expect(screen.getByText(/no credit\./)).toBeDefined()
  fireEvent.change(screen.getByLabelText('Model to try'), { target: { value: ' m ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Test connection to Lab' }))
  expect(await screen.findByText('It works: “m” answered in 0.8 s.')).toBeDefined()
  expect(screen.getByText('Its token limit is called max_tokens.')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Make a debater of n' }).getAttribute('href')).toBe(
    `/admin/debaters?provider=${provider.id}&model=n#new`,
  )
  expect(refresh).toHaveBeenCalledOnce()
  expect(fetch).toHaveBeenCalledWith(
    `/api/v1/providers/${provider.id}/test`,
    expect.objectContaining({ method: 'POST', body: '{"model":"m"}' }),
  )
})

test('says what is wrong', async () => {
  answering({ models: [], problem: 'Nothing listens at localhost:8000: the connection was refused.' })
  render(<ProviderRow provider={provider} />)
  fireEvent.click(screen.getByRole('button', { name: 'List models of Lab' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing listens at localhost:8000')
})

test('changing without a key keeps the key, and an unchanged address is not sent', async () => {
  const fetch = answering({ id: provider.id })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  ) // jsdom has none
  render(<ProviderRow provider={provider} />)
  fireEvent.click(screen.getByRole('button', { name: 'Change Lab' }))
  fireEvent.change(screen.getByLabelText('Calls at once'), { target: { value: '5' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await vi.waitFor(() => expect(refresh).toHaveBeenCalledOnce())
  expect(fetch.mock.calls[0]?.[1].body).toBe('{"concurrency":5}')
})
