import { describe, expect, it } from 'vitest'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import { naiveTogether, setsOf } from '../naive.ts'
import { seededShop } from '../seeded-shop.ts'
import { tempDir } from '../temp-dir.ts'
import { ask } from './http.ts'
import { publishShop, runService } from './running.ts'

type Entry = {
  readonly id: string
  /** Of a cart, the line that the evidence is about. */
  readonly with?: string
  readonly reason: { readonly code: string; readonly text?: string }
  readonly evidence?: { together: number; orders: number; confidence: number; lift: number }
}

describe('the evidence', () => {
  it('is the raw counts of the orders, whatever they weigh in the ranking, and is told from five joint orders on', async () => {
    const { items, baskets } = seededShop(200, 6000, 5)
    const sets = setsOf(baskets)
    const dated = { ...baskets, orderedAt: Float64Array.from(sets, (_, b) => 1.7e9 + 3600 * b) }
    const recipe = {
      ...DEFAULT_RECIPE,
      sizeExponent: 1,
      halfLifeDays: 30,
      prior: 50,
      typePrior: 30,
      beta: 0.3,
    }
    const modelsDir = tempDir()
    await publishShop(modelsDir, 'v1', { items, baskets: dated }, { recipe })
    const service = await runService(modelsDir)

    const numberOf = new Map(items.map(({ id }, i) => [id, i]))
    let told = 0
    let untold = 0
    for (const { id } of items.slice(0, 60)) {
      const { json } = await ask(service.url, `/v1/items/${encodeURIComponent(id)}/also-bought?limit=20`)
      for (const { id: other, reason, evidence } of json.items as Entry[]) {
        if (reason.code !== 'bought-together') continue
        const [x, y] = [numberOf.get(id)!, numberOf.get(other)!]
        const together = naiveTogether(sets, [x], y)
        const [ordersX, ordersY] = [x, y].map(i => sets.filter(set => set.has(i)).length) as [number, number]
        if (together < 5) {
          expect([evidence, reason.text]).toEqual([undefined, undefined])
          untold++
          continue
        }
        expect(evidence).toMatchObject({ together, orders: ordersX })
        // three and two decimals
        expect(Math.abs(evidence!.confidence - together / ordersX)).toBeLessThan(0.000501)
        const lift = (together * sets.length) / (ordersX * ordersY)
        expect(Math.abs(evidence!.lift - lift)).toBeLessThan(0.00501)
        const percent = Math.round((100 * together) / ordersX)
        expect(reason.text).toContain(percent > 0 ? `${percent}%` : String(together))
        told++
      }
    }
    expect(told).toBeGreaterThan(100)
    expect(untold).toBeGreaterThan(0)

    let toldOfCarts = 0
    for (let x = 0; x < 57; x++) {
      const ids = [x, x + 1, x + 3].map(i => encodeURIComponent(items[i]!.id))
      const { json } = await ask(service.url, `/v1/cart?items=${ids.join(',')}&limit=20`)
      for (const { id: other, with: line, reason, evidence } of json.complements.items as Entry[]) {
        if (reason.code !== 'bought-together' || evidence === undefined) continue
        const [from, to] = [numberOf.get(line!)!, numberOf.get(other)!]
        const together = naiveTogether(sets, [from], to)
        const orders = sets.filter(set => set.has(from)).length
        expect(evidence).toMatchObject({ together, orders })
        toldOfCarts++
      }
    }
    expect(toldOfCarts).toBeGreaterThan(100)
  })
})
