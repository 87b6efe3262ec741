import { LOCALES, type Locale } from './reasons.ts'
import { wallClock } from './wall-clock.ts'

export const FIELDS = ['id', 'card'] as const
export const FALLBACKS = ['popular', 'none'] as const
export const MAX_LIMIT = 50
export const DEFAULT_LIMIT = 8

/** How a list is wanted. */
export type ListRequest = {
  readonly limit: number
  readonly exclude: readonly string[]
  readonly fields: (typeof FIELDS)[number]
  readonly locale: Locale
  readonly fallback: (typeof FALLBACKS)[number]
}

/** What a request about one item asks for. */
export type ItemRequest = ListRequest & {
  readonly id: string
  /** The moment of the page in seconds since 1970, its own wall clock taken as UTC. */
  readonly at: number | undefined
  /** The audience of the page. */
  readonly segment: string | undefined
}

/** One thing wrong with a request, in the words of the problem document. */
export type Fault = { readonly parameter: string; readonly detail: string }

/** The path of a request target, percent-encoding untouched. */
export function pathOf(target: string): string {
  const queryMark = target.indexOf('?')
  return queryMark === -1 ? target : target.slice(0, queryMark)
}

/**
 * The request behind a target `/v1/items/{id}…?query`, or every fault in it.
 * Takes the target as the client sent it: an id may hold encoded slashes, commas and dots.
 */
export function parseItemRequest(
  target: string,
  locale: Locale,
): ItemRequest | { readonly faults: readonly Fault[] } {
  const path = pathOf(target)
  const idText = path.slice(ITEMS_PATH.length).split('/', 1)[0]!
  const id = percentDecoded(idText)
  const faults: Fault[] = id === undefined ? [{ parameter: 'id', detail: badEncoding(idText) }] : []

  const request: Draft<ItemRequest> = {
    id: id ?? '',
    limit: DEFAULT_LIMIT,
    exclude: [],
    fields: 'card',
    locale,
    fallback: 'popular',
    at: undefined,
    segment: undefined,
  }
  if (path.length < target.length) readQuery(target.slice(path.length + 1), READERS, request, faults)
  return faults.length > 0 ? { faults } : request
}

const ITEMS_PATH = '/v1/items/'

export type Draft<Request> = { -readonly [Key in keyof Request]: Request[Key] }

/** Puts a still encoded value into the request, or says what is wrong with it. */
export type Reader<Request> = (text: string, request: Draft<Request>) => string | undefined

/** Reads every parameter of a query by its reader. Lists of ids may be given more than once. */
export function readQuery<Request>(
  query: string,
  readers: ReadonlyMap<string, Reader<Request>>,
  request: Draft<Request>,
  faults: Fault[],
): void {
  const seen = new Set<string>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const nameText = equals === -1 ? pair : pair.slice(0, equals)
    const text = equals === -1 ? '' : pair.slice(equals + 1)
    const name = queryDecoded(nameText) ?? nameText
    const read = readers.get(name)
    const detail =
      read === undefined
        ? `unknown parameter, expected one of ${[...readers.keys()].join(', ')}`
        : seen.has(name) && name !== 'exclude' && name !== 'items'
          ? 'given more than once, expected one value'
          : read(text, request)
    seen.add(name)
    if (detail !== undefined) faults.push({ parameter: shortened(name), detail })
  }
}

export const LIST_READERS: readonly (readonly [name: string, Reader<ListRequest>])[] = [
  ['limit', scalar(`a whole number from 1 to ${MAX_LIMIT}`, acceptLimit)],
  ['exclude', readExclude],
  ['fields', oneOf('fields', FIELDS)],
  ['locale', oneOf('locale', LOCALES)],
  ['fallback', oneOf('fallback', FALLBACKS)],
]

const READERS: ReadonlyMap<string, Reader<ItemRequest>> = new Map<string, Reader<ItemRequest>>([
  ...LIST_READERS,
  ['at', scalar('an ISO 8601 time such as 2026-12-24T18:00:00+09:00', acceptMoment)],
  ['segment', scalar('the name of an audience', acceptSegment)],
])

function acceptLimit(value: string, request: Draft<ListRequest>): boolean {
  request.limit = /^\d+$/.test(value) ? Number(value) : 0
  return request.limit >= 1 && request.limit <= MAX_LIMIT
}

function acceptMoment(value: string, request: Draft<ItemRequest>): boolean {
  request.at = wallClock(value)
  return request.at !== undefined
}

function acceptSegment(value: string, request: Draft<ItemRequest>): boolean {
  request.segment = value
  return value !== ''
}

/** Ids between raw commas; a comma inside an id comes as %2C. Empty ids are no ids. */
function readExclude(text: string, request: Draft<ListRequest>): string | undefined {
  const ids = text.split(',').map(queryDecoded)
  if (ids.includes(undefined)) return badEncoding(text)
  request.exclude = [...request.exclude, ...ids.filter(id => id !== undefined && id !== '')] as string[]
  return undefined
}

function scalar<Request>(
  expected: string,
  accept: (value: string, request: Draft<Request>) => boolean,
): Reader<Request> {
  return (text, request) => {
    const value = queryDecoded(text)
    if (value === undefined) return badEncoding(text)
    return accept(value, request) ? undefined : `got ${quoted(value)}, expected ${expected}`
  }
}

function oneOf<Key extends 'fields' | 'locale' | 'fallback'>(
  key: Key,
  values: readonly ListRequest[Key][],
): Reader<ListRequest> {
  return scalar(values.join(' or '), (value, request) => {
    const known = values.find(v => v === value)
    if (known !== undefined) request[key] = known
    return known !== undefined
  })
}

/** Decodes once; undefined where the encoding is broken. */
export function percentDecoded(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** In a query a plus is a space. */
export function queryDecoded(text: string): string | undefined {
  return percentDecoded(text.replaceAll('+', ' '))
}

export function badEncoding(text: string): string {
  return `got ${quoted(text)}, expected percent-encoded UTF-8`
}

/** A text as a message repeats it, not at length. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text))
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
