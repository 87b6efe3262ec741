import { pick } from '../../build/baskets.ts'
import type { Baskets } from '../../build/shop.ts'
import { InputRejected } from '../../ingest/errors.ts'
import { historiesOf } from '../histories.ts'
import { partLastOrders } from '../last-orders.ts'
import { basketNdcg, personalHit, recall } from '../metrics/basket.ts'
import type { History, NextBasketMethod } from '../next-basket-method.ts'
import { split, type Training } from '../training.ts'

/** What was in a customer's last order, after all those before? */
export type Question = {
  readonly history: History
  /** Items of the last order that were sold before. */
  readonly truth: ReadonlySet<number>
  /** All its items. */
  readonly truthItems: number
}

export type NextBaskets = { readonly training: Training; readonly questions: readonly Question[] }

/** What each question brought at one k; a question is a customer, the same for every method. */
export type BasketGains = {
  readonly k: number
  readonly recall: Float64Array
  readonly ndcg: Float64Array
  /** 1 or 0; the mean is PHR. */
  readonly hit: Float64Array
}

/**
 * The last basket of each customer of two or more, asked about after the ones before; all other baskets to learn from.
 * There is no one moment at which the test begins: what sells is learnt from orders of others that may be later.
 */
export function lastBaskets(baskets: Baskets, numItems: number): NextBaskets {
  const { earlier, last } = parted(baskets)
  const order = pick(baskets, earlier.concat(last))
  const { training, heldOut } = split(order, numItems, earlier.length, earlier.length + last.length)
  const histories = historiesOf(training.baskets)
  const { start, item } = heldOut.baskets
  const questions = last.map((b, q) => ({
    history: histories.get(baskets.customer![b]!)!,
    truth: new Set(item.subarray(start[q]!, start[q + 1]!)),
    truthItems: baskets.start[b + 1]! - baskets.start[b]!,
  }))
  return { training, questions }
}

/** The baskets without the last one of each customer of two or more: to choose parameters without a look at the test. */
export function withoutLast(baskets: Baskets): Baskets {
  return pick(baskets, parted(baskets).earlier)
}

function parted(baskets: Baskets): { readonly earlier: number[]; readonly last: number[] } {
  if (!baskets.customer) {
    throw new InputRejected(
      'orders: they name no customers, next-basket needs them; map customer_id to a column',
    )
  }
  return partLastOrders(baskets)
}

/** Asks one method about every customer. */
export function askNextBaskets(
  method: NextBasketMethod,
  { training, questions }: NextBaskets,
  ks: readonly number[] = [10, 20],
): BasketGains[] {
  const rank = method.learn(training)
  const out = new Uint32Array(Math.max(...ks))
  const gains = ks.map(k => ({
    k,
    recall: new Float64Array(questions.length),
    ndcg: new Float64Array(questions.length),
    hit: new Float64Array(questions.length),
  }))
  questions.forEach(({ history, truth, truthItems }, q) => {
    const ranked = out.subarray(0, rank(history, out))
    for (const { k, recall: recalls, ndcg, hit } of gains) {
      recalls[q] = recall(ranked, truth, truthItems, k)
      ndcg[q] = basketNdcg(ranked, truth, truthItems, k)
      hit[q] = personalHit(ranked, truth, k)
    }
  })
  return gains
}
