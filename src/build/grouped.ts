/** The elements of each key, in their order; those without a key are left out. */
export function grouped<T>(list: Iterable<T>, keyOf: (element: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const element of list) {
    const key = keyOf(element)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(element)
    else groups.set(key, [element])
  }
  return groups
}
