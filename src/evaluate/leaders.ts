/** A method's name and its hit rate, as far as choosing by it goes. */
type Rated = { readonly method: string; readonly hitRate10: number }

/** Ours, then the best others by hit rate at 10: those that a reader with room for few should see. */
export function leaders<T extends Rated>(methods: readonly T[], numOthers: number): T[] {
  const [ours, ...others] = methods
  if (!ours) return []
  return [ours, ...others.toSorted((a, b) => b.hitRate10 - a.hitRate10).slice(0, numOthers)]
}
