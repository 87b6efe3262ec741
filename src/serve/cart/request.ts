import {
  badEncoding,
  DEFAULT_LIMIT,
  type Draft,
  type Fault,
  LIST_READERS,
  type ListRequest,
  pathOf,
  queryDecoded,
  quoted,
  type Reader,
  readQuery,
} from '../params.ts'
import type { Locale } from '../reasons.ts'

export const MAX_LINES = 50
export const MAX_QUANTITY = 999

/** What is in a cart: so many of an item. */
export type CartLine = { readonly id: string; readonly quantity: number }

/** What a request about a cart asks for; each id has one line. */
export type CartRequest = ListRequest & { readonly lines: readonly CartLine[] }

/** The request behind a target `/v1/cart?items=SKU1:2,SKU2&…`, as the client sent it, or every fault in it. */
export function parseCartRequest(
  target: string,
  locale: Locale,
): CartRequest | { readonly faults: readonly Fault[] } {
  const path = pathOf(target)
  const faults: Fault[] = []
  const request: Draft<Query> = {
    entries: [],
    limit: DEFAULT_LIMIT,
    exclude: [],
    fields: 'card',
    locale,
    fallback: 'popular',
  }
  if (path.length < target.length) readQuery(target.slice(path.length + 1), READERS, request, faults)
  const { entries, ...wanted } = request
  const lines = merged(readLines(entries, faults), faults)
  return faults.length > 0 ? { faults } : { ...wanted, lines }
}

/** One line an id, in the order in which they came first; a fault for each whose quantities add up to too many. */
export function merged(lines: readonly CartLine[], faults: Fault[]): CartLine[] {
  const quantities = new Map<string, number>()
  for (const { id, quantity } of lines) quantities.set(id, (quantities.get(id) ?? 0) + quantity)
  for (const [id, quantity] of quantities) {
    if (quantity <= MAX_QUANTITY) continue
    faults.push({
      parameter: 'items',
      detail: `${quoted(id)} adds up to ${quantity}, expected ${MAX_QUANTITY} at most`,
    })
  }
  return Array.from(quantities, ([id, quantity]) => ({ id, quantity }))
}

/** The entries of `items` are still encoded. */
type Query = ListRequest & { readonly entries: readonly string[] }

const READERS: ReadonlyMap<string, Reader<Query>> = new Map<string, Reader<Query>>([
  ['items', readItems],
  ...LIST_READERS,
])

/** Entries between raw commas; a comma inside an id comes as %2C. Empty entries are none. */
function readItems(text: string, request: Draft<Query>): undefined {
  request.entries = [...request.entries, ...text.split(',').filter(entry => entry !== '')]
}

function readLines(entries: readonly string[], faults: Fault[]): CartLine[] {
  if (entries.length === 0 || entries.length > MAX_LINES) {
    const detail = `got ${entries.length} items, expected 1 to ${MAX_LINES} such as SKU1:2,SKU2`
    faults.push({ parameter: 'items', detail })
    return []
  }
  return entries.flatMap(entry => {
    const line = lineOf(entry)
    if (typeof line !== 'string') return [line]
    faults.push({ parameter: 'items', detail: line })
    return []
  })
}

/** An id, or an id and a quantity behind the entry's only raw colon; a colon inside an id comes as %3A. */
function lineOf(entry: string): CartLine | string {
  const colon = entry.indexOf(':')
  const idText = colon === -1 ? entry : entry.slice(0, colon)
  const quantityText = colon === -1 ? '1' : entry.slice(colon + 1)
  const id = queryDecoded(idText)
  if (id === undefined) return badEncoding(entry)
  const quantity = /^\d+$/.test(quantityText) ? Number(quantityText) : 0
  if (id !== '' && quantity >= 1 && quantity <= MAX_QUANTITY) return { id, quantity }
  return `got ${quoted(entry)}, expected an id or id:quantity, 1 to ${MAX_QUANTITY}; a colon inside an id is %3A`
}
