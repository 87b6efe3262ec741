import type { Baskets, Item } from '../src/build/shop.ts'
import { ordersOf } from '../src/synth/orders.ts'
import { stockShop } from '../src/synth/shop.ts'

/** How two items belong together in the generator: its truth. */
export type Relation = 'variant' | 'complement' | 'same kind' | 'other'

/** The seeded shop without a detour over files, and the truth about each pair. */
export function seededShop(numItems: number, numOrders: number, seed: number) {
  const shop = stockShop(numItems, seed)
  const { products, families } = shop
  const items = products.map(({ itemId, category, groupId }): Item => {
    return { id: itemId, available: true, ...(category !== null && { category }), group: groupId }
  })
  const start = [0]
  const item: number[] = []
  for (const order of ordersOf(shop, numOrders, seed)) {
    item.push(...[...order.items].sort((a, b) => a - b))
    start.push(item.length)
  }
  const baskets: Baskets = { start: Uint32Array.from(start), item: Uint32Array.from(item) }

  const goTogether = new Set<string>()
  for (const [model, { companions }] of families.entries()) {
    const all = [model, ...companions.map(({ family }) => family)]
    for (const a of all) for (const b of all) if (a !== b) goTogether.add(`${a} ${b}`)
  }
  const relation = (x: number, y: number): Relation => {
    const [a, b] = [products[x]!, products[y]!]
    if (a.family === b.family) return 'variant'
    if (goTogether.has(`${a.family} ${b.family}`)) return 'complement'
    return a.category === b.category ? 'same kind' : 'other'
  }
  return { items, baskets, relation }
}
