import { invert, type Postings, withoutMonsters } from '../build/baskets.ts'
import type { Baskets } from '../build/shop.ts'
import type { Sequences } from '../ingest/read-sequences.ts'
import { createScores } from './best-of.ts'
import type { SessionMethod } from './method.ts'

export type SessionKnnOptions = {
  /** m: only so many sessions can be neighbours, the most recent that share an item with this one. */
  readonly mostRecent: number
  /** k: so many of them are, the most similar. */
  readonly numNeighbours: number
  /** So many of the last clicks speak for the session. */
  readonly maxItems: number
}

/** Longer sessions than all but this share are left out: nobody shops like that. */
const LENGTH_QUANTILE = 0.995

/**
 * VMIS-kNN. With the last L clicks of a session, p the place of an item's last click among them, 1 the newest:
 *
 *   similarity(n) = Σ over the items of n among the clicks of (L + 1 − p) / (distinct items among the clicks)
 *   score(i)      = Σ over the k most similar neighbours n with i of (1 − 0.1 · min p in n) · idf_i · similarity(n)
 *   idf_i         = ln(Σ sessions of all items / sessions of i)
 *
 * Neighbours are sets of items; equally similar ones go by recency. A weight of the idf, as published, would scale all
 * scores alike. The place weight ends at 0 where the original turns negative, from the eleventh click back.
 * Source: B. Kersbergen, O. Sprangers, S. Schelter, Serenade, SIGMOD 2022; after its code, github.com/bolcom/serenade.
 */
export function sessionKnn({ mostRecent, numNeighbours, maxItems }: SessionKnnOptions): SessionMethod {
  return {
    name: `session kNN m=${mostRecent} k=${numNeighbours} last ${maxItems}`,
    learn(sessions) {
      const numItems = sessions.ids.length
      const sets = withoutLongest(setsOf(sessions))
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
        for (const { session, similarity, place } of neighbours) {
          const weight = Math.max(0, 1 - 0.1 * place) * similarity
          for (let l = sets.start[session]!; l < sets.start[session + 1]!; l++) {
            const item = sets.item[l]!
            scores.add(item, weight * idf[item]!)
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
  /** How far back the newest click is that it shares, 1 for the last one. */
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
          newest[session] = place
        }
        similarity[session]! += (clicks.length + 1 - place) / places.size
      }
    }
    touched.sort((a, b) => b - a)
    const recent = touched.slice(0, mostRecent)
    const candidates = recent.map(session => ({
      session,
      similarity: similarity[session]!,
      place: newest[session]!,
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

/** The sessions as sets of items, still by the time of the last click. */
function setsOf({ start, item }: Sequences): Baskets {
  const setStart = new Uint32Array(start.length)
  const setItem = new Uint32Array(item.length)
  let end = 0
  for (let s = 0; s + 1 < start.length; s++) {
    const distinct = Uint32Array.from(new Set(item.subarray(start[s], start[s + 1]))).sort()
    setItem.set(distinct, end)
    end += distinct.length
    setStart[s + 1] = end
  }
  return { start: setStart, item: setItem.subarray(0, end) }
}

function withoutLongest(sets: Baskets): Baskets {
  const lengths = Uint32Array.from(
    { length: sets.start.length - 1 },
    (_, s) => sets.start[s + 1]! - sets.start[s]!,
  )
  lengths.sort()
  return withoutMonsters(sets, lengths[Math.ceil(LENGTH_QUANTILE * lengths.length) - 1] ?? 0)
}
