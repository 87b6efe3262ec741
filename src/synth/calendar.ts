import { below, type Random, weighted } from './random.ts'

const msPerDay = 86_400_000

/** The day's number, counted from 1970-01-01. */
export const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / msPerDay

/** The order history: two whole years, the last day included. */
export const firstDay = dayNumber(2024, 11, 1)
export const lastDay = dayNumber(2026, 10, 31)

/** 0 for January. */
export const monthOf = (day: number): number => new Date(day * msPerDay).getUTCMonth()

/** How many of the orders fall on each day from the first to the last. They grow by a third; weekends and December are busy. */
export const ordersByDay = (numOrders: number): Int32Array => {
  const numDays = lastDay - firstDay + 1
  const sums = new Float64Array(numDays)
  let total = 0
  for (let i = 0; i < numDays; i++) {
    const date = new Date((firstDay + i) * msPerDay)
    const growth = 1 + i / numDays / 3
    sums[i] = total += growth * weekdays[date.getUTCDay()]! * (date.getUTCMonth() === 11 ? 1.4 : 1)
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
export const momentsOf = (day: number, count: number, random: Random): Float64Array => {
  const moments = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    moments[i] = day * msPerDay + (hourOf(random) * 3_600 + below(random, 3_600)) * 1_000
  }
  return moments.sort()
}

/** Sunday first. */
const weekdays = [1.3, 0.95, 0.9, 0.9, 0.95, 1.05, 1.25]

const hourOf = weighted([3, 2, 1, 1, 1, 1, 2, 4, 5, 5, 6, 6, 8, 6, 5, 5, 5, 6, 7, 8, 10, 11, 10, 6])
