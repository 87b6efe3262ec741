import type { Spread } from './stats.ts'

/* How numbers are written into the document: always with a unit, never more digits than the noise allows. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const toCount = (value: number, unit: string) => `${grouped.format(value)} ${unit}`
export const toMs = (ms: number) => `${grouped.format(ms)} ms`
export const toUs = (us: number) => `${us.toFixed(us < 10 ? 2 : 1)} µs`
/** Of what was taken from a histogram, in whole ones. */
export const toWholeUs = (us: number) => `${grouped.format(us)} µs`
export const toShare = (share: number) => `${(100 * share).toFixed(0)} %`
export const toMB = (bytes: number) => `${grouped.format(bytes / 1e6)} MB`
export const toGB = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
export const toBytes = (bytes: number) => `${bytes.toFixed(1)} bytes`
export const toTimes = (ratio: number) => `${ratio.toFixed(2)} ×`

/** "median (min – max)", each in its unit. */
export function toSpread({ median, min, max }: Spread, write: (value: number) => string): string {
  return `${write(median)} (${write(min)} – ${write(max)})`
}

export function toMebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`
}
