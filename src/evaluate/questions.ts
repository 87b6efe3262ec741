import { NO_CUSTOMER } from '../build/shop.ts'
import { seeded } from '../random.ts'
import { historiesOf } from './histories.ts'
import type { Query } from './method.ts'
import { cart } from './protocols/cart.ts'
import { productPage } from './protocols/product-page.ts'
import type { Split } from './training.ts'

/** What is asked about each held-out order. The carts of known customers are those of `cart`, with their history. */
const PROTOCOLS = { 'product page': productPage, cart, 'cart, known customer': cart } as const
export type Protocol = keyof typeof PROTOCOLS

/** The protocols that these orders can answer. */
export function protocolsOf({ training }: Split): Protocol[] {
  const all = Object.keys(PROTOCOLS) as Protocol[]
  return all.filter(protocol => protocol !== 'cart, known customer' || training.baskets.customer)
}

/** The questions of one window, drawn from its orders; the same for every method. */
export function questionsOf(
  { training, heldOut }: Split,
  protocol: Protocol,
  seed: number,
  max: number,
): Query[] {
  const random = seeded(seed, protocol === 'cart, known customer' ? 'cart' : protocol)
  const { start, item, customer } = heldOut.baskets
  const isKnown = protocol === 'cart, known customer'
  const histories = isKnown ? historiesOf(training.baskets) : undefined
  const queries: Query[] = []
  for (let b = 0; b + 1 < start.length && queries.length < max; b++) {
    const query = PROTOCOLS[protocol]([...item.subarray(start[b], start[b + 1])], random)
    const history = histories?.get(customer?.[b] ?? NO_CUSTOMER)
    if (query && (!isKnown || history)) queries.push(history ? { ...query, about: { history } } : query)
  }
  return queries
}
