import { protocol as schema, type Rules } from '#lib/core/debate/protocol'
import { err, ok, type Result } from '#lib/core/result'

/**
 * Reads rules that somebody wrote or copied, with or without a protocol's id and version.
 *
 * @returns or what is wrong with them, in sentences
 */
export function readRules(text: string): Result<Rules, string[]> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return err(['This is not readable JSON.'])
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return err(['This is no object of rules.'])
  const parsed = schema.safeParse({ ...given, id: 'given', version: 1 })
  if (!parsed.success) return err(parsed.error.issues.map(sentence))
  const { id: _, version: __, ...rules } = parsed.data
  return ok(rules)
}

const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

function sentence(issue: Issue): string {
  const { code, message, path } = issue
  if (message.endsWith('.')) return message
  const what = path.length > 0 ? `“${path.join('.')}”` : 'This'
  if (code === 'unrecognized_keys') {
    const keys = (issue.keys ?? []).map((key) => `“${key}”`)
    return `Nobody knows ${keys.join(', ')}${path.length > 0 ? ` in ${what}` : ''}.`
  }
  if (message.endsWith('received undefined')) return `${what} is missing.`
  if (code === 'invalid_type') return `${what} has to be ${types[issue.expected ?? ''] ?? issue.expected}.`
  if (code === 'invalid_value') return `${what} is one of ${(issue.values ?? []).map(String).join(', ')}.`
  return `${what} does not fit: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`
}
type Issue = {
  code?: string | undefined
  message: string
  path: PropertyKey[]
  keys?: string[]
  expected?: string
  values?: unknown[]
}
