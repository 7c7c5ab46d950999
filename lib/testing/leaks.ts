/**
 * Which of the forbidden texts a payload holds: as they are, in any case, JSON-escaped, or in base64 (also where it
 * begins in the middle of a group of three bytes).
 */
export function leaksIn(payload: string, forbidden: readonly string[]): string[] {
  const low = payload.toLowerCase()
  return forbidden.filter((secret) => {
    const { plain, codes } = formsOf(secret)
    return plain.some((form) => low.includes(form)) || codes.some((code) => payload.includes(code))
  })
}

type Forms = { plain: string[]; codes: string[] }
const known = new Map<string, Forms>() // the same few secrets are looked for in thousands of payloads

function formsOf(secret: string): Forms {
  const before = known.get(secret)
  if (before) return before
  const plain = [...new Set([secret, JSON.stringify(secret).slice(1, -1)])].map((form) => form.toLowerCase())
  const forms = { plain, codes: [...new Set(inBase64(secret))] }
  known.set(secret, forms)
  return forms
}

/** The part of a text's base64 that is the same whatever stands before and after it, for each of the three alignments. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
    const code = bytes.toString('base64').replace(/=+$/, '')
    const inner = code.slice(shift === 0 ? 0 : shift + 1, -2) // the first and last characters depend on the neighbours
    return inner.length >= 8 ? [inner, inner.replaceAll('+', '-').replaceAll('/', '_')] : []
  })
}
