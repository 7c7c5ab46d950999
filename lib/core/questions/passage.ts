export type Piece = { text: string; marked: boolean }

/** Paragraphs of a passage for reading, cut where a marked sentence begins or ends. Sentences not in it mark nothing. */
export function passageIn(text: string, sentences: readonly string[]): Piece[][] {
  const marked = new Uint8Array(text.length)
  for (const sentence of sentences) {
    const from = sentence === '' ? -1 : text.indexOf(sentence)
    if (from >= 0) marked.fill(1, from, from + sentence.length)
  }
  const paragraphs: Piece[][] = []
  for (const { 0: paragraph, index } of text.matchAll(/[^\n]+/g)) {
    const pieces: Piece[] = []
    for (let from = 0; from < paragraph.length;) {
      const on = marked[index + from] === 1
      let to = from
      while (to < paragraph.length && (marked[index + to] === 1) === on) to++
      pieces.push({ text: paragraph.slice(from, to), marked: on })
      from = to
    }
    paragraphs.push(pieces)
  }
  return paragraphs
}
