import type { Interval } from '../evaluate/metrics/bootstrap.ts'

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 10829 → 10,829 */
export function whole(number: number): string {
  return WHOLE.format(number)
}

/** 0.3071 → 30.7 %, with a blank that no line ends at. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}\u00a0%`
}

/** one window, 3 windows */
export function counted(number: number, thing: string): string {
  return `${whole(number)} ${thing}${number === 1 ? '' : 's'}`
}

/** Small numbers as words. */
export function spelled(number: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five'][number] ?? whole(number)
}

/** A difference with its sign, −0.12 or +0.31; with `scale` 100 in points of a per cent. */
export function signed(difference: number, digits: number, scale = 1): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(scale * difference).toFixed(digits)}`
}

/** Whose figure is higher, as far as an interval of ours less theirs tells. */
export function verdict({ low, high }: Interval): 'ours' | 'theirs' | 'undecided' {
  if (low > 0) return 'ours'
  return high < 0 ? 'theirs' : 'undecided'
}

/** Orders from and to, short enough for an axis: 20–49, 500–1k. */
export function ordersRange(from: number, to: number): string {
  const short = (n: number) => (n >= 1000 ? `${n / 1000}k` : String(n))
  return to < 100 ? `${from}–${to}` : `${short(from)}–${short(to + 1)}`
}
