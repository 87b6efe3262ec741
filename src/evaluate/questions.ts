import { NO_CUSTOMER } from '../build/shop.ts'
import { seeded } from '../random.ts'
import { historiesOf } from './histories.ts'
import type { Query } from './method.ts'
import { cart } from './protocols/cart.ts'
import { cartInSequence } from './protocols/cart-in-sequence.ts'
import { productPage } from './protocols/product-page.ts'
import type { Split } from './training.ts'

/** What is asked about each held-out order: one question, several, or none. */
const PROTOCOLS = { 'product page': productPage, cart, 'cart, in sequence': cartInSequence } as const
type Asked = keyof typeof PROTOCOLS
/** The carts of known customers are those of `cart` whose customer has bought before, with what he bought. */
export type Protocol = Asked | 'cart, known customer'

/** The protocols that these orders can answer. */
export function protocolsOf({ training, heldOut }: Split): Protocol[] {
  const { customer } = training.baskets
  const { cartOrder } = heldOut.baskets
  return [
    'product page',
    'cart',
    ...(customer ? (['cart, known customer'] as const) : []),
    ...(cartOrder ? (['cart, in sequence'] as const) : []),
  ]
}

/** The questions of one window, the same for every method; where there are more than `max`, evenly from all. */
export function questionsOf(window: Split, protocol: Protocol, seed: number, max: number): Query[] {
  if (protocol === 'cart, known customer') return ofKnown(questionsOf(window, 'cart', seed, max), window)
  const random = seeded(seed, protocol)
  const { start, item, cartOrder } = window.heldOut.baskets
  const items = protocol === 'cart, in sequence' ? cartOrder! : item
  const queries: Query[] = []
  for (let order = 0; order + 1 < start.length; order++) {
    const asked = PROTOCOLS[protocol]([...items.subarray(start[order], start[order + 1])], random)
    for (const query of [asked ?? []].flat()) queries.push({ ...query, order })
  }
  return evenly(queries, max)
}

/** Those of the carts whose customer has bought before, with his orders; the arrays of the carts are used on. */
export function ofKnown(carts: readonly Query[], { training, heldOut }: Split): Query[] {
  const histories = historiesOf(training.baskets)
  return carts.flatMap(query => {
    const history = histories.get(heldOut.baskets.customer?.[query.order!] ?? NO_CUSTOMER)
    return history ? [{ ...query, about: { history } }] : []
  })
}

function evenly(queries: readonly Query[], max: number): Query[] {
  const step = Math.max(1, queries.length / max)
  return queries.filter((_, q) => Math.floor(q / step) !== Math.floor((q - 1) / step))
}
