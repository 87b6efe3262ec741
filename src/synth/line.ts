import { dayNumber, firstDay, lastDay } from './calendar.ts'
import { seriesName } from './naming.ts'
import { cellDraw } from './random.ts'
import { type Trade, trades, type Word } from './trades.ts'

/** A series in one of its generations: "Hoshi Nova 5", with all its tiers and what fits them. */
export type Line = {
  readonly trade: number
  /** 0 for the best known of its trade. */
  readonly rank: number
  readonly brand: Word
  readonly series: Word
  readonly generation: number | undefined
  readonly releasedDay: number
  /** The price of everything in it, against the prices of the trade. */
  readonly priceLevel: number
}

/** The line of that rank. Where generations matter, a series is taken up with its current one, then the next, then the one before. */
export const lineOf = (tradeIndex: number, rank: number, seed: number): Line => {
  const trade = trades[tradeIndex]!
  const seriesIndex = trade.generations ? Math.floor(rank / generations.length) : rank
  const generation = trade.generations ? generations[rank % generations.length]! : undefined
  const priceLevel = 0.85 + 0.5 * cellDraw(seed, seriesIndex, tradeIndex)
  return {
    trade: tradeIndex,
    rank,
    ...seriesName(trade, seriesIndex),
    generation: generation?.number,
    releasedDay: generation
      ? launchDay(trade, generation.number, seriesIndex)
      : releaseDay(seed, tradeIndex, rank),
    priceLevel: priceLevel * (generation?.price ?? 1),
  }
}

const generations = [
  { number: 5, price: 1 },
  { number: 6, price: 1.08 },
  { number: 4, price: 0.8 },
]

/** Each series has its weeks of the autumn. Generation 5 comes just before the first order, so that it always sells. */
const launchDay = (trade: Trade, generation: number, seriesIndex: number): number =>
  dayNumber(2019 + generation, 9, 3) + ((seriesIndex * 11 + trade.name.length) % 50)

/** One line in six is new within the order history; the first of each trade never is. */
const releaseDay = (seed: number, trade: number, rank: number): number => {
  const draw = cellDraw(seed, rank, 1_000 + trade)
  if (rank > 0 && draw < 1 / 6) return firstDay + Math.floor(draw * 6 * (lastDay - firstDay - 90))
  return dayNumber(2018, 3, 1) + Math.floor(draw * 2_400)
}
