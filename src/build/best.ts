/**
 * The places of the `limit` best of the first `count` scores, best first, ties by item number.
 * Scores that cannot be among them are found by one numeric sort: a comparison sort of whole rows was slower.
 */
export function bestPlaces(score: Float64Array, item: Uint32Array, count: number, limit: number): number[] {
  const least = count > limit ? score.slice(0, count).sort()[count - limit]! : Number.NEGATIVE_INFINITY
  const places: number[] = []
  for (let k = 0; k < count; k++) if (score[k]! >= least) places.push(k)
  places.sort((a, b) => score[b]! - score[a]! || item[a]! - item[b]!)
  places.length = Math.min(places.length, limit)
  return places
}
