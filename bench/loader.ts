import type { Side } from './child.ts'
import type { Loaded, Pace } from './load.ts'
import type { Load } from './sides/load.ts'

export const JSON_TYPE = 'application/json'
/** Connections that keep one process busy. */
export const SATURATING = 32
/** Connections of an open loop: no request waits for one unless the server stands still for milliseconds. */
export const PLENTY = 256

const CALIBRATION_SECONDS = 3
const LEAD_SECONDS = 0.5

/** Each call draws anew; the same call of two loaders draws the same. */
export type Loader = (pace: Pace & Pick<Load, 'fill'>) => Promise<Loaded>

export function loaderOf(client: Side, asked: Omit<Load, keyof Pace | 'seed' | 'fill'>): Loader {
  let seed = 0
  return pace => {
    const leadSeconds = pace.perSecond === undefined ? 0 : LEAD_SECONDS
    const load: Load = { ...asked, leadSeconds, ...pace, seed: pace.fill ? 0 : ++seed }
    return client.ask<Loaded>('load', load)
  }
}

/** Half of what a server can do, in requests a second; measured after a warm-up. */
export async function halfOfSaturated(load: Loader, warmupSeconds: number): Promise<number> {
  await load({ connections: SATURATING, seconds: warmupSeconds })
  const { answered, seconds } = await load({ connections: SATURATING, seconds: CALIBRATION_SECONDS })
  return answered.count / seconds / 2
}
