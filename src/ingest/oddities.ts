import { MAX_AUDIENCES } from '../build/shop.ts'
import { InputRejected } from './errors.ts'
import type { Candidate } from './items.ts'
import { firstFew } from './products.ts'

const NUM_EXAMPLES = 3

/** Throws where items were sold and none of them is listed: the files speak of different ids. */
export function refuseForeignCatalog(candidates: readonly Candidate[]): void {
  const sold = candidates.filter(({ lines }) => lines > 0)
  if (sold.length === 0 || sold.some(({ isListed }) => isListed)) return
  const examples = (list: readonly Candidate[]) =>
    list
      .slice(0, NUM_EXAMPLES)
      .map(({ item }) => item.id)
      .join(', ')
  const listed = candidates.filter(({ isListed }) => isListed)
  throw new InputRejected(
    `catalog: none of the ${sold.length} items sold is in it; the orders have ids like ${examples(sold)}, the catalogue ${examples(listed)}; map item_id to the column with the same ids`,
  )
}

export type Oddities = {
  readonly currencies: readonly string[]
  readonly hasCatalog: boolean
  readonly numAudiences: number
}

/** Tells what the operator should know of the products, their prices and the audiences. */
export function addNotices(
  products: readonly Candidate[],
  { currencies, hasCatalog, numAudiences }: Oddities,
  notices: string[],
): void {
  if (numAudiences > MAX_AUDIENCES) {
    notices.push(
      `segment names ${numAudiences} audiences, expected at most ${MAX_AUDIENCES}; none is told apart: look whether it is the right column`,
    )
  }
  const unlisted = products.filter(({ isListed }) => !isListed).map(({ item }) => item.id)
  if (hasCatalog && unlisted.length > 0) {
    notices.push(
      `${unlisted.length} items sold are not in the catalogue and count as not available: ${firstFew(unlisted)}`,
    )
  }
  const numPriceless = products.filter(({ item }) => item.price === undefined).length
  if (numPriceless > 0) notices.push(`${numPriceless} of ${products.length} items have no price`)
  if (products.some(({ item }) => item.price?.currency === '')) {
    notices.push('prices carry no currency; say --currency')
  }
  if (currencies.length > 1) {
    notices.push(
      `orders are in ${currencies.join(', ')}; where the catalogue has no price, only those in ${currencies[0]} count`,
    )
  }
}
