import type { Visits } from './visits.ts'

/** So many sessions of its own weigh as much as what is foretold of them. */
const PRIOR_SESSIONS = 20

/**
 * The share of those who look at x that buy y instead: of x's sessions, shrunk to what is foretold where there are few,
 * (n_xy + κ·foretold) / (n_x + κ) with κ = 20.
 *
 *   foretold = share of x's sessions that look at y, too   shrunk to y's share of its type's views
 *            × share of y's sessions that buy it            shrunk to that of its type
 */
export function createInsteadShare(visits: Visits): (x: number) => (y: number) => number {
  const { type, viewed, bought, viewedOfType, boughtOfType } = visits
  const shrunk = (n: number, of: number, foretold: number) =>
    (n + PRIOR_SESSIONS * foretold) / (of + PRIOR_SESSIONS)
  return x => {
    const alsoViewed = visits.alsoViewed(x)
    const instead = visits.boughtInstead(x)
    return y => {
      const t = type[y]!
      const allViews = viewedOfType[t] ?? 0
      if (allViews === 0) return 0
      const lookToo = shrunk(alsoViewed.get(y) ?? 0, viewed[x]!, viewed[y]! / allViews)
      const buy = shrunk(bought[y]!, viewed[y]!, boughtOfType[t]! / allViews)
      return shrunk(instead.get(y) ?? 0, viewed[x]!, lookToo * buy)
    }
  }
}
