/** What one bench found. Figures only: what they mean is for the reader. */
export type Report = {
  readonly question: string
  /** Label and value: sizes, sides, what was proved before timing. */
  readonly setup: readonly (readonly [string, string])[]
  readonly tables: readonly Table[]
}

export type Table = {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const PREAMBLE = `# Results

Written by \`npm run bench\`; never by hand. A bench that is run alone replaces its own section.
Both sides of a ratio alternate in one run, a ratio is taken round by round, and ranges are minimum – maximum.
`

/** The document with the section of this bench put in, the others left as they are; sections stand by name. */
export function withSection(document: string, name: string, section: string): string {
  const sections = new Map<string, string>()
  for (const old of document.split(/^(?=## )/m)) {
    if (old.startsWith('## ')) sections.set(old.slice(3, old.indexOf('\n')), old)
  }
  sections.set(name, `## ${name}\n\n${section}`)
  const inOrder = [...sections].sort(([a], [b]) => (a < b ? -1 : 1))
  return [PREAMBLE, ...inOrder.map(([, text]) => text)].map(text => `${text.trim()}\n`).join('\n')
}

export function renderReport({ question, setup, tables }: Report): string {
  const facts = setup.map(([label, value]) => `- ${label}: ${value}`).join('\n')
  return [question, facts, ...tables.map(renderTable)].join('\n\n')
}

function renderTable({ title, head, rows }: Table): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return `${title}\n\n${[head, rule, ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')}`
}
