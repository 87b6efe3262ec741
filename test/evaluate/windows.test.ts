import { describe, expect, it } from 'vitest'
import type { Baskets } from '../../src/build/shop.ts'
import type { Split } from '../../src/evaluate/training.ts'
import { lastWindow, splitByOf, windowsOf } from '../../src/evaluate/windows.ts'
import { basketsOf } from '../naive.ts'

const NUM_ORDERS = 25

/** Order b holds item 0 and item 1 + b, so that it can be told by its orders. */
const plain = basketsOf(Array.from({ length: NUM_ORDERS }, (_, b) => [0, 1 + b]))
const NUM_ITEMS = NUM_ORDERS + 1
const dated: Baskets = { ...plain, orderedAt: Float64Array.from({ length: NUM_ORDERS }, (_, b) => 1000 * b) }
/** Customers 0, 1 and 2 by turns; customer 3 ordered once, in the middle. */
const named: Baskets = {
  ...plain,
  customer: Uint32Array.from({ length: NUM_ORDERS }, (_, b) => (b === 12 ? 3 : b % 3)),
}

function sizes(windows: readonly Split[]): [number, number][] {
  return windows.map(({ training, heldOut }) => [training.numOrders, heldOut.baskets.start.length - 1])
}

describe('splitByOf', () => {
  it('goes by time where orders have dates, else by customer where they have names, else by the file', () => {
    expect(splitByOf({ ...dated, customer: named.customer! })).toBe('time')
    expect(splitByOf(named)).toBe('customer')
    expect(splitByOf(plain)).toBe('file')
  })
})

describe('windowsOf', () => {
  it('rolls three windows over time, each learnt from all that came before it', () => {
    const windows = windowsOf(dated, NUM_ITEMS, 'time')
    expect(sizes(windows)).toEqual([
      [17, 3],
      [20, 2],
      [22, 3],
    ])
    for (const { training, heldOut } of windows) {
      const newest = Math.max(...training.baskets.orderedAt!)
      expect(Math.min(...heldOut.baskets.orderedAt!)).toBeGreaterThan(newest)
    }
  })

  it('has one window by customer and by the file: the last one', () => {
    for (const [baskets, by] of [
      [named, 'customer'],
      [plain, 'file'],
    ] as const) {
      expect(windowsOf(baskets, NUM_ITEMS, by)).toEqual([lastWindow(baskets, NUM_ITEMS, by)])
    }
  })
})

describe('lastWindow', () => {
  it('is the last tenth in time and in the file', () => {
    expect(sizes([lastWindow(dated, NUM_ITEMS, 'time')])).toEqual([[22, 3]])
    expect(sizes([lastWindow(plain, NUM_ITEMS, 'file')])).toEqual([[22, 3]])
    expect(lastWindow(dated, NUM_ITEMS, 'time')).toEqual(windowsOf(dated, NUM_ITEMS, 'time').at(-1))
  })

  it('is the last order of each customer of two or more, learnt from all others, later ones too', () => {
    const { training, heldOut } = lastWindow(named, NUM_ITEMS, 'customer')
    expect(sizes([{ training, heldOut }])).toEqual([[22, 3]])
    expect([...heldOut.baskets.customer!]).toEqual([1, 2, 0]) // orders 22, 23 and 24
    expect([...training.baskets.customer!]).toEqual([...named.customer!.slice(0, 22)])
  })

  it('takes the items along, in the numbers of the training', () => {
    const catalogue = Array.from({ length: NUM_ITEMS }, (_, i) => ({ id: `i${i}`, available: true }))
    const { training, heldOut } = lastWindow(plain, NUM_ITEMS, 'file', catalogue)
    expect(training.items!.map(({ id }) => id)).toEqual(catalogue.slice(0, 23).map(({ id }) => id))
    expect(heldOut).toMatchObject({ lines: 6, coldLines: 3 })
  })

  it('stands no orders, one order, and orders that name nobody twice', () => {
    for (const by of ['time', 'customer', 'file'] as const) {
      expect(sizes([lastWindow(basketsOf([]), 0, by)])).toEqual([[0, 0]])
    }
    expect(sizes([lastWindow(basketsOf([[0, 1]]), 2, 'file')])).toEqual([[0, 1]])
    const once = { ...basketsOf([[0], [1]]), customer: Uint32Array.of(0, 1) }
    expect(sizes([lastWindow(once, 2, 'customer')])).toEqual([[2, 0]])
  })
})
