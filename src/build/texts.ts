/** Many texts as one, in UTF-8: text i is bytes[start[i]] … bytes[start[i + 1]], exclusive. */
export type Texts = { readonly start: Uint32Array; readonly bytes: Uint8Array }

export function joined(texts: readonly string[]): Texts {
  const parts = texts.map(text => Buffer.from(text))
  return { start: startsOf(parts), bytes: Buffer.concat(parts) }
}

/** Where each row begins when all are laid end to end, and where the last ends. */
export function startsOf(rows: readonly { readonly length: number }[]): Uint32Array {
  const start = new Uint32Array(rows.length + 1)
  rows.forEach(({ length }, i) => {
    start[i + 1] = start[i]! + length
  })
  return start
}
