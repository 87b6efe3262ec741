import Table from 'cli-table3'

const NO_BORDER = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
  ]
    .concat(['mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map(part => [part, '']),
)

/** Rows as aligned columns, one line each; numbers are aligned to the right, wide letters count as two. */
export function table(rows: readonly (readonly (string | number)[])[], indent = 0): string {
  const style = { 'padding-left': 0, 'padding-right': 2, head: [], border: [], compact: true }
  const grid = new Table({ chars: NO_BORDER, style })
  for (const row of rows) {
    grid.push(row.map(content => ({ content, hAlign: typeof content === 'number' ? 'right' : 'left' })))
  }
  const lines = grid.toString().split('\n')
  return lines.map(line => `${' '.repeat(indent)}${line.trimEnd()}\n`).join('')
}
