import type { BrowserContext } from '@playwright/test'
import { readStarter } from '../prisma/starter/passage'

/** Everything that carries data to a browser: documents, their data, answers, socket frames. Scripts are the same for all. */
export function record(context: BrowserContext): string[] {
  const received: string[] = []
  context.on('response', (response) => {
    if (/html|json|x-component|plain/.test(response.headers()['content-type'] ?? ''))
      void response.text().then(
        (text) => received.push(text),
        () => undefined,
      )
  })
  context.on('page', (page) =>
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload)))),
  )
  return received
}

/** What of it a judge may not have before the verdict: the right side, a paragraph of any passage, or one of the names. */
export async function leaksIn(received: string[], names: readonly string[] = []): Promise<string[]> {
  const passages = await readStarter('prisma/starter')
  const paragraphs = passages.flatMap(({ text }) => text.split('\n\n')).filter((paragraph) => paragraph.length > 200)
  const all = received.join('\n').replaceAll('\\"', '"')
  return [
    ...names,
    '"rightSide":',
    '✓ the right answer',
    ...paragraphs.map((paragraph) => JSON.stringify(paragraph).slice(1, -1).replaceAll('\\"', '"')),
  ].filter((secret) => all.includes(secret))
}
