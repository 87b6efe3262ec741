import { InvalidArgumentError } from 'commander'

/** "order_id=Beleg,item_id=Artikel" → our column by theirs. */
export function columnPairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map(pair => {
      const [column, from] = pair.split(/=(.*)/s)
      if (!column || !from) throw new InvalidArgumentError(`got "${pair}", expected column=name`)
      return [column.trim(), from.trim()]
    }),
  )
}
