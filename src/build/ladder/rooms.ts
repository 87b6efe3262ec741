/** What a category holds of one maker under one name. */
export type Listing = { readonly category: string; readonly maker: string; readonly name: string }

/** Shelves of one room hold so many names in common, and such a share of those of the smaller shelf. */
const SHARED = { names: 3, share: 0.1 } as const

/**
 * The room in which a category stands, as catalogues put one series on two shelves of it: the levels above; of
 * categories without levels those are one room that hold the same names of the same makers, "Notebook" and "Ultrabook".
 */
export function roomsOf(listings: readonly Listing[]): (category: string) => string {
  const categoriesOf = new Map<string, Set<string>>()
  for (const { category, maker, name } of listings) {
    if (category === '' || category.includes(' > ') || maker === '' || name === '') continue
    const key = `${maker}\n${name}`
    const categories = categoriesOf.get(key)
    if (categories) categories.add(category)
    else categoriesOf.set(key, new Set([category]))
  }
  const numNames = new Map<string, number>()
  const numShared = new Map<string, Map<string, number>>()
  for (const categories of categoriesOf.values()) {
    for (const one of categories) {
      count(numNames, one)
      for (const other of categories) if (one < other) count(ofShelf(numShared, one), other)
    }
  }
  const leader = new Map<string, string>()
  const leaderOf = (category: string): string => {
    const next = leader.get(category)
    return next === undefined ? category : leaderOf(next)
  }
  for (const [one, others] of numShared) {
    for (const [other, shared] of others) {
      const smaller = Math.min(numNames.get(one)!, numNames.get(other)!)
      if (shared < SHARED.names || shared < SHARED.share * smaller) continue
      const [a, b] = [leaderOf(one), leaderOf(other)]
      if (a !== b) leader.set(a, b)
    }
  }
  return category => {
    const end = category.lastIndexOf(' > ')
    return end < 0 ? leaderOf(category) : category.slice(0, end)
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function ofShelf(counts: Map<string, Map<string, number>>, shelf: string): Map<string, number> {
  const known = counts.get(shelf)
  if (known) return known
  const fresh = new Map<string, number>()
  counts.set(shelf, fresh)
  return fresh
}
