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

function sentence({ code, message, path, ...issue }: Issue): string {
  if (message.endsWith('.')) return message
  const where = path.length > 0 ? ` in “${path.join('.')}”` : ''
  if (code === 'unrecognized_keys') {
    const keys = (issue.keys ?? []).map((key) => `“${key}”`)
    return `Nobody knows ${keys.join(', ')}${where}.`
  }
  return path.length > 0 ? `“${path.join('.')}” does not fit: ${message}.` : `This does not fit: ${message}.`
}
type Issue = { code?: string | undefined; message: string; path: PropertyKey[]; keys?: string[] }
