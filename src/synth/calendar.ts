import { below, type Random, weighted } from '../random.ts'

const MS_PER_DAY = 86_400_000

/** The day's number, counted from 1970-01-01. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY
}

/** The order history: two whole years, the last day included. */
export const FIRST_DAY = dayNumber(2024, 11, 1)
export const LAST_DAY = dayNumber(2026, 10, 31)

/** 0 for January. */
export function monthOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCMonth()
}

/** How many of the orders fall on each day. Trade grows by a third; weekends and December are busy. */
export function ordersByDay(numOrders: number): Int32Array {
  const numDays = LAST_DAY - FIRST_DAY + 1
  const sums = new Float64Array(numDays)
  let total = 0
  for (let i = 0; i < numDays; i++) {
    const date = new Date((FIRST_DAY + i) * MS_PER_DAY)
    const growth = 1 + i / numDays / 3
    sums[i] = total += growth * WEEKDAYS[date.getUTCDay()]! * (date.getUTCMonth() === 11 ? 1.4 : 1)
  }
  const counts = new Int32Array(numDays)
  let before = 0
  for (let i = 0; i < numDays; i++) {
    const until = Math.round((numOrders * sums[i]!) / total)
    counts[i] = until - before
    before = until
  }
  return counts
}

/** As many moments of the day, ascending, in milliseconds since 1970: few at night, most after dinner. */
export function momentsOf(day: number, count: number, random: Random): Float64Array {
  const moments = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    moments[i] = day * MS_PER_DAY + (hourOf(random) * 3_600 + below(random, 3_600)) * 1_000
  }
  return moments.sort()
}

/** Sunday first. */
const WEEKDAYS = [1.3, 0.95, 0.9, 0.9, 0.95, 1.05, 1.25]

const hourOf = weighted([3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 6, 6, 8, 6, 5, 5, 5, 6, 7, 8, 10, 11, 10, 6])
