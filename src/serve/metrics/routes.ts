/** Routes as metrics and access logs name them. The last stands for all that the service does not know. */
export const ROUTES = [
  '/v1/items/{id}/also-bought',
  '/v1/items/{id}/upgrades',
  '/v1/items/{id}/alternatives',
  '/v1/items/{id}',
  '/v1/cart',
  '/livez',
  '/readyz',
  '/openapi.json',
  'other',
] as const

export type Route = (typeof ROUTES)[number]

export const OTHER = ROUTES.length - 1

const ITEMS_PATH = '/v1/items/'
const PAGE = ROUTES.indexOf('/v1/items/{id}')
const LISTS = new Map(ROUTES.slice(0, PAGE).map((route, i) => [route.slice('/v1/items/{id}'.length), i]))
const OTHERS = new Map(ROUTES.slice(PAGE + 1).map((route, i) => [route as string, PAGE + 1 + i]))

/** The number of the route that a request target is for. Ids hold no raw slash and are not empty. */
export function routeOf(target: string): number {
  const queryMark = target.indexOf('?')
  const end = queryMark === -1 ? target.length : queryMark
  if (!target.startsWith(ITEMS_PATH)) return OTHERS.get(target.slice(0, end)) ?? OTHER
  const slash = target.indexOf('/', ITEMS_PATH.length)
  const idEnd = slash === -1 || slash > end ? end : slash
  if (idEnd === ITEMS_PATH.length) return OTHER
  return idEnd === end ? PAGE : (LISTS.get(target.slice(idEnd, end)) ?? OTHER)
}
