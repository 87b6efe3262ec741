import { cellDraw } from '../random.ts'
import { dayNumber, FIRST_DAY, LAST_DAY } from './calendar.ts'
import { seriesName } from './naming.ts'
import { TRADES, type Trade, type Word } from './trades.ts'

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

/** The line of that rank. Where generations matter, a series comes with its current, its next, its last one. */
export function lineOf(tradeIndex: number, rank: number, seed: number): Line {
  const trade = TRADES[tradeIndex]!
  const seriesIndex = trade.generations ? Math.floor(rank / GENERATIONS.length) : rank
  const generation = trade.generations ? GENERATIONS[rank % GENERATIONS.length]! : undefined
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

const GENERATIONS = [
  { number: 5, price: 1 },
  { number: 6, price: 1.08 },
  { number: 4, price: 0.8 },
]

/** Each series has its week of autumn. Generation 5 comes just before the first order, so that it always sells. */
function launchDay(trade: Trade, generation: number, seriesIndex: number): number {
  return dayNumber(2019 + generation, 9, 3) + ((seriesIndex * 11 + trade.name.length) % 50)
}

/** One line in six is new within the order history; the first of each trade never is. */
function releaseDay(seed: number, trade: number, rank: number): number {
  const draw = cellDraw(seed, rank, 1_000 + trade)
  if (rank > 0 && draw < 1 / 6) return FIRST_DAY + Math.floor(draw * 6 * (LAST_DAY - FIRST_DAY - 90))
  return dayNumber(2018, 3, 1) + Math.floor(draw * 2_400)
}
