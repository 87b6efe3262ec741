import { invert, type Postings } from '../../build/baskets.ts'
import type { Baskets } from '../../build/shop.ts'
import type { Sequences } from '../../ingest/read-sequences.ts'
import { createScores } from '../best-of.ts'
import type { SessionMethod } from '../method.ts'

export type SessionKnnOptions = {
  /** m: only so many sessions can be neighbours, the most recent that share an item with this one. */
  readonly mostRecent: number
  /** k: so many of them are, the most similar. */
  readonly numNeighbours: number
  /** So many of the last clicks speak for the session. */
  readonly maxItems: number
  /**
   * Clicks of a neighbour over which its items lose all but 1/e of their score, counted from the newest click that it
   * shares. Infinity, the default, is VMIS-kNN as published.
   */
  readonly reach?: number
}

/** Longer sessions than all but this share are left out: nobody shops like that. */
const LENGTH_QUANTILE = 0.995

/**
 * VMIS-kNN. With the last L clicks of a session, p the place of an item's last click among them, 1 the newest:
 *
 *   similarity(n) = Σ over the items of n among the clicks of (L + 1 − p) / (distinct items among the clicks)
 *   score(i)      = Σ over the k most similar neighbours n with i of
 *                   (1 − 0.1 · min p in n) · idf_i · similarity(n) · e^(−clicks in n between i and that of min p / reach)
 *   idf_i         = ln(Σ sessions of all items / sessions of i)
 *
 * Neighbours are sets of items; equally similar ones go by recency. A weight of the idf, as published, would scale all
 * scores alike. The place weight ends at 0 where the original turns negative, from the eleventh click back.
 * Source: B. Kersbergen, O. Sprangers, S. Schelter, Serenade, SIGMOD 2022; after its code, github.com/bolcom/serenade.
 * The reach: D. Garg et al., Sequence and Time Aware Neighborhood for Session-based Recommendations, SIGIR 2019.
 */
export function sessionKnn(options: SessionKnnOptions): SessionMethod {
  const { mostRecent, numNeighbours, maxItems, reach = Number.POSITIVE_INFINITY } = options
  return {
    name: `session kNN m=${mostRecent} k=${numNeighbours} last ${maxItems}${options.reach ? ` reach ${reach}` : ''}`,
    learn(sessions) {
      const numItems = sessions.ids.length
      const sets = setsOf(sessions)
      const postings = invert(sets, numItems)
      const idf = Float64Array.from({ length: numItems }, (_, i) =>
        Math.log(sets.item.length / (postings.start[i + 1]! - postings.start[i]!)),
      )
      const candidatesOf = createCandidates(postings, sets.start.length - 1, mostRecent)
      const scores = createScores(numItems)
      return (given, out) => {
        const neighbours = candidatesOf(given.slice(-maxItems))
          .sort((a, b) => b.similarity - a.similarity || b.session - a.session)
          .slice(0, numNeighbours)
        for (const { session, similarity, shared, place } of neighbours) {
          const weight = Math.max(0, 1 - 0.1 * place) * similarity
          const [first, end] = [sets.start[session]!, sets.start[session + 1]!]
          const origin = sets.click[sets.item.indexOf(shared, first)]!
          for (let l = first; l < end; l++) {
            const item = sets.item[l]!
            const nearness = Math.exp(-Math.abs(sets.click[l]! - origin) / reach)
            scores.add(item, weight * idf[item]! * nearness)
          }
        }
        scores.takeInto(out, given.slice(-1))
      }
    },
  }
}

type Candidate = {
  readonly session: number
  readonly similarity: number
  /** The item of the newest click that it shares, and how far back that is, 1 for the last click. */
  readonly shared: number
  readonly place: number
}

/**
 * The `mostRecent` sessions that share an item with the clicks. No item needs to look further back than that many of
 * its own sessions: what lies behind them has as many more recent ones before it. The original finds the same ones with
 * a heap that it leaves early.
 */
function createCandidates({ start, basket }: Postings, numSessions: number, mostRecent: number) {
  const similarity = new Float64Array(numSessions)
  const newest = new Uint32Array(numSessions)
  return (clicks: readonly number[]): Candidate[] => {
    const places = placesOf(clicks)
    const touched: number[] = []
    for (const [item, place] of places) {
      const [first, end] = [start[item], start[item + 1]]
      if (first === undefined || end === undefined) continue // an item that the training did not have
      for (let k = Math.max(first, end - mostRecent); k < end; k++) {
        const session = basket[k]!
        if (similarity[session] === 0) {
          touched.push(session)
          newest[session] = item
        }
        similarity[session]! += (clicks.length + 1 - place) / places.size
      }
    }
    touched.sort((a, b) => b - a)
    const recent = touched.slice(0, mostRecent)
    const candidates = recent.map(session => ({
      session,
      similarity: similarity[session]!,
      shared: newest[session]!,
      place: places.get(newest[session]!)!,
    }))
    for (const session of touched) similarity[session] = 0
    return candidates
  }
}

/** How far back each item was clicked last, 1 for the last click; the newest first. */
function placesOf(clicks: readonly number[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  for (let place = 1; place <= clicks.length; place++) {
    const item = clicks[clicks.length - place]!
    if (!places.has(item)) places.set(item, place)
  }
  return places
}

/** Sessions as sets of items, and the place in its session of each item's last click. */
type ClickSets = Baskets & { readonly click: Uint32Array }

/** The sets of the sessions, but for the longest, still by the time of the last click. */
function setsOf({ start, item }: Sequences): ClickSets {
  const sets = Array.from({ length: start.length - 1 }, (_, s) => {
    const lastClick = new Map<number, number>()
    for (let l = start[s]!; l < start[s + 1]!; l++) lastClick.set(item[l]!, l - start[s]!)
    return [...lastClick].sort(([a], [b]) => a - b)
  })
  const lengths = sets.map(set => set.length).sort((a, b) => a - b)
  const maxLength = lengths[Math.ceil(LENGTH_QUANTILE * lengths.length) - 1] ?? 0
  const kept = sets.filter(set => set.length <= maxLength)
  const setStart = new Uint32Array(kept.length + 1)
  for (const [s, set] of kept.entries()) setStart[s + 1] = setStart[s]! + set.length
  return {
    start: setStart,
    item: Uint32Array.from(kept.flatMap(set => set.map(([i]) => i))),
    click: Uint32Array.from(kept.flatMap(set => set.map(([, click]) => click))),
  }
}
