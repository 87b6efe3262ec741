/** The values to try of each option, in the order in which the options are looked at. */
export type Grid<O> = { readonly [K in keyof O]?: readonly O[K][] }

/**
 * The options of the greatest worth that is found by changing one option after the other, `rounds` times over; a tie
 * keeps what was there before. Every combination is asked for once at most.
 */
export function searchOptions<O extends Readonly<Record<string, number>>>(
  start: O,
  grid: Grid<O>,
  rounds: number,
  worth: (options: O) => number,
): O {
  const known = new Map<string, number>()
  const worthOf = (options: O): number => {
    const key = Object.values(options).join()
    const found = known.get(key) ?? worth(options)
    known.set(key, found)
    return found
  }
  let best = start
  for (let round = 0; round < rounds; round++) {
    const before = best
    for (const option of Object.keys(grid) as (keyof O & string)[]) {
      for (const value of grid[option]!) {
        const other = { ...best, [option]: value }
        if (worthOf(other) > worthOf(best)) best = other
      }
    }
    if (best === before) break
  }
  return best
}

/** The options of the greatest worth among all combinations of the grid; a tie keeps what came first. */
export function searchAll<O extends Readonly<Record<string, number>>>(
  start: O,
  grid: Grid<O>,
  worth: (options: O) => number,
): O {
  let combinations = [start]
  for (const option of Object.keys(grid) as (keyof O & string)[]) {
    const values = grid[option]!
    combinations = combinations.flatMap(one => values.map(value => ({ ...one, [option]: value })))
  }
  let best = start
  let most = Number.NEGATIVE_INFINITY
  for (const options of combinations) {
    const found = worth(options)
    if (found > most) [best, most] = [options, found]
  }
  return best
}
