import { idOfItem } from './model.ts'

/** As who and where the bench is in PostgreSQL. */
export const DATABASE = { user: 'postgres', database: 'postgres' }

export type Card = {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly image: string
  readonly amount: number
  readonly currency: string
}
/** A companion with its card. The evidence is undefined where the text is. */
export type Row = Card & {
  readonly score: number
  readonly code: string
  readonly text: string | null
  readonly together: number
  readonly orders: number
  readonly confidence: number
  readonly lift: number
}

export const CREATE = `
  create table card (id text primary key, title text, url text, image text, amount integer, currency text);
  create table companion (item text, place smallint, other text, score float8, code text, text text,
    together integer, orders integer, confidence float8, lift float8, primary key (item, place))`

/** What finished answers tell, for \`copy … from stdin\`: each companion of each item, each card once. */
export function tablesOf(numItems: number, bodyOf: (item: number) => Buffer) {
  const companions: string[] = []
  const cards = new Map<string, string>()
  for (let item = 0; item < numItems; item++) {
    const { items } = JSON.parse(bodyOf(item).toString())
    for (const [place, { id, title, url, image, price, score, reason, evidence = {} }] of items.entries()) {
      const { together, orders, confidence, lift } = evidence
      cards.set(id, line(id, title, url, image, price.amount, price.currency))
      companions.push(
        line(idOfItem(item), place, id, score, reason.code, reason.text, together, orders, confidence, lift),
      )
    }
  }
  return { companion: companions.join(''), card: [...cards.values()].join('') }
}

function line(...cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell => (cell === undefined ? '\\N' : String(cell).replaceAll('\\', '\\\\'))).join('\t')}\n`
}
