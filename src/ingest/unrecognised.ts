import { InputRejected } from './errors.ts'
import { findParts } from './recognise.ts'
import type { Shape } from './shapes.ts'
import type { Source } from './source.ts'

/** Says which header was found, what is missing and which mapping to write. */
export function notRecognised<C extends string>(
  source: Source,
  {
    shapes,
    columns,
    flag,
    map,
    composable = [],
  }: {
    readonly shapes: readonly Shape<C>[]
    readonly columns: readonly C[]
    readonly flag: string
    readonly map?: Readonly<Record<string, string>> | undefined
    readonly composable?: readonly C[]
  },
): InputRejected {
  const header = source.columns.map(column => column.name)
  const found = `its header is ${header.join(', ')}`
  const strange = Object.keys(map ?? {}).filter(ours => !columns.some(column => column === ours))
  if (strange.length > 0) {
    return new InputRejected(`${flag} ${strange[0]}=…: no such column, expected one of ${columns.join(', ')}`)
  }
  const mayCompose = (ours: string) => composable.some(column => column === ours)
  const absent = Object.entries(map ?? {}).find(
    ([ours, theirs]) => findParts(header, theirs, mayCompose(ours)) === undefined,
  )
  if (absent) {
    return new InputRejected(`${source.file}: has no column ${JSON.stringify(absent[1])}, ${found}`)
  }
  const needs = shapes.find(shape => shape.name === 'issho')!.needs
  const missing = needs.filter(column => !map?.[column] && !header.includes(column))
  const several = missing.some(mayCompose) ? ', or of what they are made up: item_id=model+size' : ''
  const remedy = `${flag} ${missing.map(column => `${column}=…`).join(',')}${several}`
  return new InputRejected(
    `${source.file}: ${missing.join(' and ')} not found, ${found}; say where they are: ${remedy}`,
  )
}

/** Tells which columns that the map asks for are not in the file. */
export function sayUnmapped(
  { file, columns }: Source,
  map: Readonly<Record<string, string>> | undefined,
  composable: readonly string[],
  notices: string[],
): void {
  const header = columns.map(column => column.name)
  for (const [ours, theirs] of Object.entries(map ?? {})) {
    const mayCompose = composable.includes(ours)
    if (findParts(header, theirs, mayCompose)) continue
    const rule = theirs.includes('+') && !mayCompose ? `; only ${composable.join(', ')} can be composed` : ''
    notices.push(`${file}: has no column ${JSON.stringify(theirs)} for ${ours}${rule}`)
  }
}
