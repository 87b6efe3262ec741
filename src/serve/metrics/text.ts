/** One value of a family; labels in the order in which they are written. */
export type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number }

/** A metric family in the Prometheus text format 0.0.4. */
export function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly Sample[],
): string {
  return written(
    name,
    type,
    help,
    samples.map(sample => lineOf(name, sample)),
  )
}

/** Counts of what lies at or below each bound and above the one before; the last count is of what exceeds them all. */
export type Histogram = {
  readonly labels: Readonly<Record<string, string>>
  readonly counts: ArrayLike<number>
  readonly sum: number
}

/** A family of histograms over the same bounds, ascending; Prometheus counts cumulatively. */
export function histogramFamily(
  name: string,
  help: string,
  bounds: readonly number[],
  histograms: readonly Histogram[],
): string {
  const lines = histograms.flatMap(({ labels, counts, sum }) => {
    let value = 0
    const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound, i) => {
      value += counts[i]!
      return lineOf(`${name}_bucket`, { labels: { ...labels, le: numberText(bound) }, value })
    })
    return [
      ...buckets,
      lineOf(`${name}_sum`, { labels, value: sum }),
      lineOf(`${name}_count`, { labels, value }),
    ]
  })
  return written(name, 'histogram', help, lines)
}

function written(name: string, type: string, help: string, lines: readonly string[]): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function lineOf(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${numberText(value)}\n`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

function numberText(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value)
}
