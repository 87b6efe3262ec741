import type { z } from 'zod'
import type * as carts from './serve/cart/contract.ts'
import type * as contract from './serve/contract.ts'

/*
 * A typed client of the service, for a shop's own TypeScript. It needs nothing but fetch; its types are the contract
 * that the service's OpenAPI document is made of.
 */

export type AlsoBought = z.infer<typeof contract.alsoBoughtList>
export type Upgrades = z.infer<typeof contract.upgradesList>
export type Alternatives = z.infer<typeof contract.alternativesList>
export type ProductPage = z.infer<typeof contract.productPage>
export type Cart = z.infer<typeof carts.cart>
export type Problem = z.infer<typeof contract.problem>
export type Ready = z.infer<typeof contract.ready>
export type NotReady = z.infer<typeof contract.notReady>
/** limit, exclude, fields, locale, fallback, at, segment: all optional. */
export type ItemOptions = z.input<typeof contract.itemParameters>
/** What is in a cart: ids, and quantities where they are not 1. */
export type CartItems = z.input<typeof carts.cartBody>['items']
/** limit, exclude, fields, locale, fallback: all optional. */
export type CartOptions = Omit<z.input<typeof carts.cartBody>, 'items'>

/** An answer of 400 and more. The message is the problem's detail; `problem` has every fault. */
export class IsshoError extends Error {
  override readonly name = 'IsshoError'
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.detail)
    this.status = status
    this.problem = problem
  }
}

export type ClientOptions = {
  readonly fetch?: typeof fetch
  /** Milliseconds after which a request is given up: recommendations are not worth a wait. */
  readonly timeoutMs?: number
}

/** Asks the service at `baseUrl`. Every call rejects with IsshoError for a problem, TypeError for a network that fails. */
export function createClient(baseUrl: string, { fetch: send = fetch, timeoutMs = 1000 }: ClientOptions = {}) {
  const base = baseUrl.replace(/\/+$/, '')

  async function ask<Answer>(
    path: string,
    posted?: object,
    isAnswer: (status: number) => boolean = status => status === 200,
  ): Promise<Answer> {
    const response = await send(base + path, {
      headers: { accept: 'application/json', ...(posted && { 'content-type': 'application/json' }) },
      ...(posted && { method: 'POST', body: JSON.stringify(posted) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = await response.json()
    if (isAnswer(response.status)) return body as Answer
    throw new IsshoError(response.status, body as Problem)
  }

  const about =
    <Answer>(list: '' | '/also-bought' | '/upgrades' | '/alternatives') =>
    (id: string, options: ItemOptions = {}): Promise<Answer> =>
      ask(`/v1/items/${segmentOf(id)}${list}${queryOf(options)}`)

  return {
    /** All lists of a product page in one round trip. */
    productPage: about<ProductPage>(''),
    /** What is bought together with the item. */
    alsoBought: about<AlsoBought>('/also-bought'),
    /** Its higher models. */
    upgrades: about<Upgrades>('/upgrades'),
    /** Its simpler, cheaper models. */
    alternatives: about<Alternatives>('/alternatives'),
    /** What goes with a cart. Posted, so that it may be long, and what is in it stands in no log of URLs. */
    cart: (items: CartItems, options: CartOptions = {}) => ask<Cart>('/v1/cart', { ...options, items }),
    /** Whether a model is loaded, and which; or why not. */
    ready: () => ask<Ready | NotReady>('/readyz', undefined, status => status === 200 || status === 503),
  }
}

export type Client = ReturnType<typeof createClient>

/** An id as one segment of a path. Throws RangeError for what a URL resolves away. */
function segmentOf(id: string): string {
  if (id === '' || id === '.' || id === '..')
    throw new RangeError(`item id ${JSON.stringify(id)}: no URL can hold it`)
  return encodeURIComponent(id)
}

/** A comma inside an excluded id stays encoded, those between ids do not. */
function queryOf({ exclude, ...options }: ItemOptions): string {
  const pairs = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  if (exclude && exclude.length > 0) pairs.push(`exclude=${exclude.map(encodeURIComponent).join(',')}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}
