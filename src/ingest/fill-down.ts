/** SQL: rows with `columns` taken from the nearest row above that has them, among the rows alike in `within`. */
export function filledDown(rows: string, columns: readonly string[], within?: string): string {
  if (columns.length === 0) return rows
  const above = `${within ? `partition by ${within} ` : ''}order by "row" rows between unbounded preceding and current row`
  const filled = columns.map(column => `last_value(${column} ignore nulls) over (${above}) as ${column}`)
  return `select * replace (${filled.join(', ')}) from (${rows})`
}
