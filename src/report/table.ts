import { type Html, html } from './html.ts'

export type Cell = { readonly text: string; readonly isBest?: boolean; readonly mark?: string }

export type Row = {
  readonly name: string
  readonly isOurs?: boolean
  readonly cells: readonly (Cell | string)[]
}

/** A table with a caption, a heading a column and a row; it scrolls by itself where the window is too narrow. */
export function table(caption: string, head: readonly string[], rows: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption><span>${caption}</span></caption>
<thead><tr>${head.map(title => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
</table>
</div>
`
}

function row({ name, isOurs, cells }: Row): Html {
  const open = isOurs ? html`<tr class="ours">` : html`<tr>`
  return html`${open}<th scope="row">${name}</th>${cells.map(cell)}</tr>
`
}

function cell(content: Cell | string): Html {
  if (typeof content === 'string') return html`<td>${content}</td>`
  const { text, isBest, mark } = content
  const open = mark ? html`<td class="${mark}">` : html`<td>`
  return html`${open}${isBest ? html`<strong>${text}</strong>` : text}</td>`
}

/** The cells of columns of figures, a list a row; whatever reads like the greatest of its column is marked. */
export function figureCells(
  rows: readonly (readonly number[])[],
  format: (value: number, column: number) => string,
  isLessBetter: readonly boolean[] = [],
): Cell[][] {
  const numColumns = rows[0]?.length ?? 0
  const best = Array.from({ length: numColumns }, (_, c) => {
    const values = rows.map(row => row[c]!)
    return format(isLessBetter[c] ? Math.min(...values) : Math.max(...values), c)
  })
  return rows.map(values =>
    values.map((value, c) => {
      const text = format(value, c)
      return { text, isBest: rows.length > 1 && text === best[c] }
    }),
  )
}
