import type { Item, Shop } from '../../src/build/shop.ts'
import { basketsOf } from '../naive.ts'

type Draft = Omit<Item, 'available'> & { readonly available?: boolean }

/** A shop from its items in any order and its orders as lists of ids. */
export function shopOf(drafts: readonly Draft[], orders: readonly (readonly string[])[]): Shop {
  const numOrders = (id: string) => orders.filter(order => order.includes(id)).length
  const items = drafts
    .map(draft => ({ available: true, ...draft }))
    .sort((a, b) => numOrders(b.id) - numOrders(a.id) || (a.id < b.id ? -1 : 1))
  const numberOf = new Map(items.map(({ id }, item) => [id, item]))
  return { items, baskets: basketsOf(orders.map(order => order.map(id => numberOf.get(id)!))) }
}

/** Ids that a path, a query or a JSON text could stumble over. */
export const nastyIds = [
  'a/b',
  '100%',
  '%2F',
  'what?',
  '#1',
  'two words',
  'a,b',
  'x+y',
  'a&b=c',
  '.',
  '..',
  '007',
  '7',
  '湯呑',
  '🍵',
  'é',
  '"quoted"',
  'back\\slash',
  'also-bought',
  '__proto__',
  'line\nbreak',
]

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)
const gbp = (amount: number) => ({ amount, currency: 'GBP' })

/** A small shop in which every level of evidence, both ladders and every nasty id have something to show. */
export const teaShop = shopOf(
  [
    {
      id: 'pot',
      title: 'Teapot "Classic"',
      translations: { ja: '急須「クラシック」' },
      category: 'Tea > Pots',
      price: gbp(1295),
      url: '/p/pot',
      image: '/i/pot.jpg',
    },
    { id: 'cup', title: 'Cup', category: 'Tea > Cups', price: gbp(450) },
    { id: 'sold-out', title: 'Sieve', category: 'Tea > Sieves', available: false },
    { id: 'rare', title: 'Cosy', category: 'Tea > Cosies' },
    // Two sizes of one tin: only the big one is bought with the spoon.
    { id: 'tin-s', title: 'Tin S', group: 'tin', category: 'Tea > Tins', price: gbp(300) },
    { id: 'tin-l', title: 'Tin L', group: 'tin', category: 'Tea > Tins', price: gbp(500) },
    { id: 'spoon', title: 'Spoon', category: 'Tea > Spoons' },
    // A new tray that nobody has bought, in a category that is bought with napkins.
    { id: 'new-tray', title: 'Tray, new', category: 'Home > Trays' },
    { id: 'old-tray', title: 'Tray, old', category: 'Home > Trays' },
    { id: 'napkins', title: 'Napkins' },
    // A ladder.
    { id: 'kettle', title: 'Kettle 1 l', brand: 'Hoshi', category: 'Kettles', price: gbp(2000) },
    { id: 'kettle-pro', title: 'Kettle Pro 1 l', brand: 'Hoshi', category: 'Kettles', price: gbp(2300) },
    { id: 'kettle-max', title: 'Kettle 1.5 l', brand: 'Hoshi', category: 'Kettles', price: gbp(2500) },
    ...nastyIds.map(id => ({ id, title: `Nasty ${id}` })),
  ],
  [
    ...times(8, ['pot', 'cup']),
    ...times(6, ['pot', 'sold-out']),
    ...times(3, ['pot', 'rare']),
    ...times(6, ['tin-l', 'spoon']),
    ['tin-s'],
    ...times(7, ['old-tray', 'napkins']),
    ...times(4, ['kettle']),
    ...nastyIds.flatMap(id => times(5, [id, 'cup'])),
    ...times(100, ['pot']),
    ...times(60, ['napkins']),
  ],
)
