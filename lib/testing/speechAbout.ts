/**
 * A plausible reply of a model to our own debater prompt: private thinking, then a speech of about the length asked for,
 * with quotes taken from the text in the prompt. Deterministic; each round takes other sentences.
 */
export function speechAbout(prompt: string): string {
  const source = /^-{3,} text (\w+) begins -{3,}$\n([\s\S]*?)\n^-{3,} text \1 ends -{3,}$/m.exec(prompt)?.[2]
  if (source === undefined) return 'ok'
  if (prompt.includes('<choice>'))
    return `<choice>${source.length % 2 === 0 ? 1 : 2}</choice> <probability>64</probability>`
  const answer = /^Your answer: (.*)$/m.exec(prompt)?.[1] ?? 'my answer'
  const round = Number(/This is round (\d+)/.exec(prompt)?.[1] ?? 1)
  const target = Number(/has about (\d+) words/.exec(prompt)?.[1] ?? 100)
  const sentences = source.match(/[^.!?\n]{25,160}[.!?]/g)?.map((sentence) => sentence.trim()) ?? []
  const offset = [...answer].reduce((sum, char) => sum + char.charCodeAt(0), round * 7)
  const parts = [`I hold that the answer is ${answer}, and I will show it from the text.`]
  for (let i = 0; i < sentences.length && countWords(parts.join(' ')) < target * 0.85; i++) {
    const sentence = sentences[(offset + i * 3) % sentences.length]
    const part = `${OPENINGS[(round + i) % OPENINGS.length]} <quote>${sentence}</quote>`
    if (countWords([...parts, part].join(' ')) <= target * 1.4) parts.push(part)
  }
  while (countWords(parts.join(' ')) < target * 0.85)
    parts.push('The other debater has shown nothing that speaks against it.')
  return `<thinking>I defend ${answer} in round ${round}.</thinking>\n<argument>${parts.join(' ')}</argument>`
}

const OPENINGS = [
  'The text says:',
  'Here is what it tells us:',
  'I ask the judge to weigh this passage:',
  'The other debater has no reply to this:',
  'It goes on:',
]

const countWords = (text: string) => text.match(/\S+/g)?.length ?? 0
