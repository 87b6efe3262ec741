import type { Shape } from './shapes.ts'

/** Where a file holds our columns: names of its own header. */
export type Match<C extends string> = {
  readonly shape: Shape<C>
  readonly at: { readonly [K in C]?: string }
  /** Columns of ours that several of the file's make up, in this order. */
  readonly composed?: { readonly [K in C]?: readonly string[] }
}

/**
 * The first shape whose needed columns are all in the header, after `map` (ours → the file's) has had its say. A column
 * of ours that is in `composable` may be mapped to several of the file's, with + between them.
 */
export function recognise<C extends string>(
  header: readonly string[],
  shapes: readonly Shape<C>[],
  map: Readonly<Record<string, string>> = {},
  composable: readonly C[] = [],
): Match<C> | undefined {
  const mapped = Object.entries(map).flatMap(([ours, theirs]) => {
    const found = findParts(header, theirs, isOneOf(composable, ours))
    return found === undefined ? [] : [[ours, found] as const]
  })
  const whole = mapped.flatMap(([ours, parts]) => (parts.length === 1 ? [[ours, parts[0]!] as const] : []))
  const composed = Object.fromEntries(mapped.filter(([, parts]) => parts.length > 1))
  for (const shape of shapes) {
    const known = Object.entries<readonly string[] | undefined>(shape.columns).flatMap(([ours, names]) => {
      const found = ours in composed ? undefined : find(header, names ?? [])
      return found === undefined ? [] : [[ours, found] as const]
    })
    const at = Object.fromEntries([...known, ...whole]) as Match<C>['at']
    const marked = (shape.marks ?? []).every(mark => find(header, [mark]) !== undefined)
    const has = (column: C) => at[column] !== undefined || column in composed
    if (marked && shape.needs.every(has))
      return { shape, at, composed: composed as Match<C>['composed'] & {} }
  }
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
  const whole = find(header, [theirs])
  if (whole !== undefined) return [whole]
  if (!mayCompose || !theirs.includes('+')) return undefined
  const parts = theirs.split('+').map(part => find(header, [part.trim()]))
  return parts.every(part => part !== undefined) ? parts : undefined
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
