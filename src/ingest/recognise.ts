import type { Shape } from './shapes.ts'

/** Where a file holds our columns: names of its own header. */
export type Match<C extends string> = {
  readonly shape: Shape<C>
  readonly at: { readonly [K in C]?: string }
  /** Columns of ours that several of the file's make up, in this order. */
  readonly composed?: { readonly [K in C]?: readonly string[] }
}

/**
 * The first shape whose needed columns are all in the header; else, of those that `map` (ours → the file's) completes,
 * the one that knows most of the header's names, our own before others. A column of ours that is in `composable` may be
 * mapped to several of the file's, with + between them.
 */
export function recognise<C extends string>(
  header: readonly string[],
  shapes: readonly Shape<C>[],
  map: Readonly<Record<string, string>> = {},
  composable: readonly C[] = [],
): Match<C> | undefined {
  const mapped = mappedTo(header, map, composable)
  const known = shapes.map(shape => ({ shape, own: ownColumns(header, shape) }))
  const own = known.find(({ shape, own }) => shape.needs.every(column => column in own))
  const completed = known
    .filter(({ shape, own }) => shape.needs.every(column => column in own || column in mapped))
    .sort(
      (a, b) =>
        numKnown(b) - numKnown(a) || Number(b.shape.name === 'issho') - Number(a.shape.name === 'issho'),
    )
  const best = own ?? completed[0]
  if (!best) return undefined
  const parts = { ...best.own, ...mapped } as Parts<C>
  const all = Object.entries(parts) as [C, readonly string[]][]
  return {
    shape: best.shape,
    at: Object.fromEntries(
      all.flatMap(([ours, [whole, ...rest]]) => (rest.length === 0 ? [[ours, whole]] : [])),
    ) as Match<C>['at'],
    composed: Object.fromEntries(all.filter(([, parts]) => parts.length > 1)) as Match<C>['composed'] & {},
  }
}

type Parts<C extends string> = { readonly [K in C]?: readonly string[] }

/** The columns that a shape finds by its own names; none where the header lacks what marks it. */
function ownColumns<C extends string>(header: readonly string[], shape: Shape<C>): Parts<C> {
  if (!(shape.marks ?? []).every(mark => find(header, [mark]) !== undefined)) return {}
  const named = Object.entries<readonly string[] | undefined>(shape.columns)
  const found = named.flatMap(([ours, names]): [string, readonly string[]][] => {
    const column = find(header, names ?? [])
    return column === undefined ? [] : [[ours, [column]]]
  })
  return Object.fromEntries(found) as Parts<C>
}

function mappedTo<C extends string>(
  header: readonly string[],
  map: Readonly<Record<string, string>>,
  composable: readonly C[],
): Parts<C> {
  const found = Object.entries(map).flatMap(([ours, theirs]) => {
    const parts = findParts(header, theirs, isOneOf(composable, ours))
    return parts === undefined ? [] : [[ours, parts] as const]
  })
  return Object.fromEntries(found) as Parts<C>
}

function numKnown<C extends string>({ own }: { readonly own: Parts<C> }): number {
  return Object.keys(own).length
}

/** The columns of the file that make up one of ours: none, one, or several where it is composed. */
export function partsOf<C extends string>({ at, composed }: Match<C>, column: C): readonly string[] {
  const whole = at[column]
  return composed?.[column] ?? (whole === undefined ? [] : [whole])
}

/** The header names that a mapping asks for, undefined where one is missing. A name that holds a + counts as it is. */
export function findParts(
  header: readonly string[],
  theirs: string,
  mayCompose: boolean,
): readonly string[] | undefined {
  if (mayCompose && theirs.includes('+') && !header.includes(theirs)) {
    const parts = theirs.split('+').flatMap(part => find(header, [part.trim()]) ?? [])
    if (parts.length === theirs.split('+').length) return parts
  }
  const whole = find(header, [theirs])
  return whole === undefined ? undefined : [whole]
}

function isOneOf<C extends string>(columns: readonly C[], name: string): boolean {
  return columns.some(column => column === name)
}

function find(header: readonly string[], names: readonly string[]): string | undefined {
  for (const wanted of names) {
    const found =
      header.find(column => column === wanted) ??
      header.find(column => plain(column) === plain(wanted) && plain(wanted) !== '')
    if (found !== undefined) return found
  }
}

/** A header name without what exports vary: case, punctuation, width. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
