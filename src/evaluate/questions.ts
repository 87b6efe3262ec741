import { NO_CUSTOMER } from '../build/shop.ts'
import { seeded } from '../random.ts'
import { historiesOf } from './histories.ts'
import type { Query } from './method.ts'
import { cart } from './protocols/cart.ts'
import { cartInSequence } from './protocols/cart-in-sequence.ts'
import { productPage } from './protocols/product-page.ts'
import type { Split } from './training.ts'

/**
 * What is asked about each held-out order: one question, several, or none. The carts of known customers are those of
 * `cart`, with their history.
 */
const PROTOCOLS = {
  'product page': productPage,
  cart,
  'cart, known customer': cart,
  'cart, in sequence': cartInSequence,
} as const
export type Protocol = keyof typeof PROTOCOLS

/** The protocols that these orders can answer. */
export function protocolsOf({ training, heldOut }: Split): Protocol[] {
  const all = Object.keys(PROTOCOLS) as Protocol[]
  return all.filter(protocol => {
    if (protocol === 'cart, known customer') return training.baskets.customer !== undefined
    return protocol !== 'cart, in sequence' || heldOut.baskets.cartOrder !== undefined
  })
}

/** The questions of one window, the same for every method; where there are more than `max`, evenly from all. */
export function questionsOf(
  { training, heldOut }: Split,
  protocol: Protocol,
  seed: number,
  max: number,
): Query[] {
  const isKnown = protocol === 'cart, known customer'
  const random = seeded(seed, isKnown ? 'cart' : protocol)
  const { start, item, customer, cartOrder } = heldOut.baskets
  const items = protocol === 'cart, in sequence' ? cartOrder! : item
  const histories = isKnown ? historiesOf(training.baskets) : undefined
  const queries: Query[] = []
  for (let b = 0; b + 1 < start.length; b++) {
    const asked = PROTOCOLS[protocol]([...items.subarray(start[b], start[b + 1])], random)
    const history = histories?.get(customer?.[b] ?? NO_CUSTOMER)
    if (!asked || (isKnown && !history)) continue
    for (const query of [asked].flat()) queries.push(history ? { ...query, about: { history } } : query)
  }
  return evenly(queries, max)
}

function evenly(queries: readonly Query[], max: number): Query[] {
  const step = Math.max(1, queries.length / max)
  return queries.filter((_, q) => Math.floor(q / step) !== Math.floor((q - 1) / step))
}
