import { describe, expect, test } from 'vitest'
import { memoryProtocols } from '#lib/adapters/memory/protocols'
import type { Rules } from '#lib/core/debate/protocol'
import { arms, buildArm } from '#lib/core/protocols/arms'
import { presetOf, presets } from '#lib/core/protocols/presets'
import { readRules } from '#lib/core/protocols/reading'
import { isReserved, protocolOf, slugOf } from '#lib/core/protocols/stored'
import { person, stage, uuid } from '#lib/testing/stage'
import { createProtocol, retireProtocol, reviseProtocol } from './protocols'
import { createRoom } from './rooms'

const rex = person(7, 'researcher', 'Rex')
const rules: Rules = presetOf('khan-debate')!.rules
const shorter: Rules = { ...rules, end: { kind: 'fixed', rounds: 2 } }
const ends = () => ({ protocols: memoryProtocols() })
const made = async (deps: ReturnType<typeof ends>, name = 'Zoë’s short debate') => {
  const one = await createProtocol(deps, rex, { name, rules })
  if (!one.ok) throw new Error(JSON.stringify(one.error))
  return one.value
}

describe('a protocol', () => {
  test('is named exactly: the name as an address, and the revision’s number', async () => {
    const one = await made(ends())
    expect(one).toMatchObject({ protocolId: 'zoes-short-debate', name: 'Zoë’s short debate', number: 1, rules })
    expect(protocolOf(one)).toEqual({ id: 'zoes-short-debate', version: 1, ...rules })
  })
  test('is changed by a new revision, and by none if nothing changed', async () => {
    const deps = ends()
    const one = await made(deps)
    const reordered = Object.fromEntries(Object.entries(rules).toReversed()) as Rules
    expect(await reviseProtocol(deps, rex, one.protocolId, { from: 1, rules: reordered })).toMatchObject({
      value: { id: one.id, number: 1 },
    })
    const two = await reviseProtocol(deps, rex, one.protocolId, { from: 1, rules: shorter })
    expect(two).toMatchObject({ ok: true, value: { number: 2, rules: shorter } })
    expect(await deps.protocols.revision(one.id)).toMatchObject({ number: 1, rules }) // the first is as it was
    expect(await reviseProtocol(deps, rex, one.protocolId, { from: 1, rules })).toEqual({
      ok: false,
      error: 'protocol-moved-on',
    })
    expect(await reviseProtocol(deps, rex, 'no-such', { from: 1, rules })).toEqual({ ok: false, error: 'not-found' })
  })
  test('that cannot work is refused with every reason', async () => {
    const deps = ends()
    const broken: Rules = {
      ...rules,
      end: { kind: 'judge', minRounds: 4, maxRounds: 3 },
      limits: { ...rules.limits, speechMin: 500 },
    }
    const refused = await createProtocol(deps, rex, { name: 'Broken', rules: broken })
    expect(refused).toEqual({
      ok: false,
      error: {
        error: 'unworkable-rules',
        message:
          'A speech has minimum ≤ target ≤ maximum. The smallest number of rounds is above the largest: the judge could never end.',
      },
    })
    const one = await made(deps)
    expect(await reviseProtocol(deps, rex, one.protocolId, { from: 1, rules: broken })).toMatchObject({ ok: false })
    expect(deps.protocols.all).toHaveLength(1)
  })
  test('is called what it is, whatever its writer calls it: judges are told by it', async () => {
    const lying = { ...rules, kind: 'consultancy' }
    expect(await createProtocol(ends(), rex, { name: 'X', rules: lying })).toMatchObject({
      value: { rules: { kind: 'debate' } },
    })
  })
  test('that is retired leaves the lists; its name goes on with the next number', async () => {
    const deps = ends()
    const one = await made(deps)
    expect(await retireProtocol(deps, one.protocolId)).toEqual({ ok: true, value: null })
    expect(await retireProtocol(deps, one.protocolId)).toEqual({ ok: false, error: 'not-found' })
    expect(await deps.protocols.revision(one.id)).toBeNull()
    expect(await createProtocol(deps, rex, { name: one.name, rules: shorter })).toMatchObject({
      value: { number: 2, rules: shorter },
    })
  })
  test.each([
    ['—', 'protocol-name'],
    ['NYU debate', 'protocol-reserved'],
    ['Open consultancy', 'protocol-reserved'],
    ['Debate simultaneous 3x100', 'protocol-reserved'],
    ['new', 'protocol-reserved'],
    ['Zoes short-debate', 'protocol-taken'],
  ])('is not called “%s”: %s', async (name, error) => {
    const deps = ends()
    await made(deps)
    expect(await createProtocol(deps, rex, { name, rules })).toEqual({ ok: false, error })
  })
})

test('every id that an arm or a preset can have is kept from others', () => {
  const ids = arms.flatMap(({ build }) =>
    (['silent', 'interactive'] as const).map((judge) => build({ turns: 'sequential', rounds: 4, words: 80, judge }).id),
  )
  for (const id of [...ids, ...presets.map((preset) => preset.id)]) expect(isReserved(id)).toBe(true)
  expect(isReserved('my-debate')).toBe(false)
  expect(slugOf('  Ünïcode & more — 3 rounds ')).toBe('unicode-more-3-rounds')
})

test('a room is opened by the arm, or by a stored revision that is in use', async () => {
  const on = await stage()
  const one = await createProtocol(on.deps, on.host, { name: 'House rules', rules: shorter })
  if (!one.ok) throw new Error('refused')
  const input = {
    name: 'x',
    questions: { questionIds: [uuid(900)] },
    debaters: ['canaryrev-1', 'canaryrev-2'],
    feedback: 'verdict' as const,
    listed: false,
  }
  const open = (protocolRevisionId: string) =>
    createRoom(on.deps, on.host, { ...input, protocol: { protocolRevisionId } })
  const room = await open(one.value.id)
  expect(room.ok && (await on.deps.rooms.byCode(room.value.code))?.protocol).toEqual({
    id: 'house-rules',
    version: 1,
    ...shorter,
  })
  expect(await open(uuid(1))).toEqual({ ok: false, error: 'unknown-protocol' })
  await retireProtocol(on.deps, 'house-rules')
  expect(await open(one.value.id)).toEqual({ ok: false, error: 'unknown-protocol' })
  expect(buildArm({ arm: 'no-such', turns: 'simultaneous', rounds: 1, words: 50 })).toBeNull()
})

describe('rules that were pasted', () => {
  test('are read with a name and number or without', () => {
    expect(readRules(JSON.stringify(rules))).toEqual({ ok: true, value: rules })
    expect(readRules(JSON.stringify({ id: 'khan-debate', version: 3, ...rules }))).toEqual({ ok: true, value: rules })
  })
  test.each([
    ['{', 'This is not readable JSON.'],
    ['[]', 'This is no object of rules.'],
    [JSON.stringify({ ...rules, prize: 1 }), 'Nobody knows “prize”.'],
    [
      JSON.stringify({ ...rules, limits: { ...rules.limits, speechMin: 'few' } }),
      '“limits.speechMin” has to be a number.',
    ],
    [JSON.stringify({ ...rules, sides: 'theirs' }), '“sides” is one of none, assigned, chosen_by_lead.'],
    [JSON.stringify({ ...rules, judge: undefined }), '“judge” is missing.'],
    [JSON.stringify({ ...rules, end: { kind: 'fixed', rounds: 21 } }), /^“end\.rounds” does not fit: too big/],
    [JSON.stringify({ ...rules, loop: [] }), 'The rounds between opening and closing need a loop.'],
  ])('or refused in sentences: %#', (text, sentence) => {
    const read = readRules(text)
    expect(read.ok ? [] : read.error).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ])
  })
})
