const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter that parts the first line into the most fields. */
export function delimiterOf(sample: string): string {
  const widths = DELIMITERS.map(delimiter => records(sample, delimiter, 1)[0]?.length ?? 0)
  return DELIMITERS[widths.indexOf(Math.max(...widths))]!
}

/** The first records of a CSV text; an empty line is a record of one empty field. */
export function records(sample: string, delimiter: string, limit: number): string[][] {
  const found: string[][] = []
  let at = 0
  let record: string[] = []
  while (at < sample.length && found.length < limit) {
    let field = ''
    if (sample[at] === '"') {
      const close = closingQuote(sample, at)
      field = sample.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    }
    let end = at
    while (end < sample.length && sample[end] !== delimiter && sample[end] !== '\n' && sample[end] !== '\r')
      end++
    record.push(field + sample.slice(at, end))
    at = end + 1
    if (sample[end] === delimiter && end + 1 < sample.length) continue
    if (sample[end] === delimiter) record.push('')
    if (sample[end] === '\r' && sample[end + 1] === '\n') at++
    found.push(record)
    record = []
  }
  return found
}

function closingQuote(sample: string, open: number): number {
  for (let at = open + 1; ; at++) {
    const quote = sample.indexOf('"', at)
    if (quote < 0) return sample.length
    if (sample[quote + 1] !== '"') return quote
    at = quote + 1
  }
}

/**
 * What parts the items of a file that holds one basket a line and no header, undefined where it is no such file.
 * Its lines differ in length, or its first line's fields come again further down; a table's header does neither.
 */
export function basketSeparator(sample: string): string | undefined {
  const lines = sample.split(/\r?\n/).filter(line => line.trim() !== '')
  for (const separator of ['\t', ';', ',', ' ']) {
    const baskets = lines.map(line => line.trim().split(separator))
    if (!baskets.some(basket => basket.length > 1)) continue
    const rest = new Set(baskets.slice(1).flat())
    const seenAgain = baskets[0]!.filter(item => rest.has(item)).length
    return usualWidthShare(baskets) < 0.8 || seenAgain * 2 > baskets[0]!.length ? separator : undefined
  }
}

function usualWidthShare(baskets: readonly string[][]): number {
  const numBaskets = new Map<number, number>()
  for (const { length } of baskets) numBaskets.set(length, (numBaskets.get(length) ?? 0) + 1)
  return Math.max(...numBaskets.values()) / baskets.length
}
