import { expect, test } from 'vitest'
import { api } from './contract'
import { openApi } from './openapi'

test('the document has every route with its parameters, and is JSON', () => {
  const { paths } = JSON.parse(JSON.stringify(openApi())) as ReturnType<typeof openApi>
  for (const [name, { path, method }] of Object.entries(api)) {
    const told = paths[path]?.[method.toLowerCase()]
    expect(told).toMatchObject({ operationId: name })
    const placed = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    const parameters = (told as { parameters: { name: string; in: string }[] }).parameters
    expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(placed)
  }
})

test('schemas say what is sent, before it is parsed', () => {
  const text = JSON.stringify(openApi().paths['/api/v1/accounts'])
  expect(text).toContain('"email"')
  expect(text).toContain('"minLength":10')
})

test('what is limited per address says so', () => {
  const { paths } = openApi()
  const limited = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).some((one) => JSON.stringify(one).includes('"429"')) ? [path] : [],
  )
  expect(limited).toEqual(['/api/v1/accounts', '/api/v1/demos', '/api/v1/rooms/{code}/members'])
})

test('only what must be given is required', () => {
  const list = openApi().paths['/api/v1/questions']?.['get'] as { parameters: { name: string; required: boolean }[] }
  expect(list.parameters.every(({ required }) => !required)).toBe(true)
  const imported = openApi().paths['/api/v1/questions/import']?.['post'] as {
    parameters: { name: string; required: boolean }[]
  }
  expect(imported.parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['set', 'name'])
})
