import { wilsonLowerBound } from '../../measures.ts'
import { grouped } from '../grouped.ts'
import { attributeOf } from './columns.ts'
import type { Model } from './models.ts'
import { KNOWN } from './units.ts'

/** 1 where more is better, −1 where less is, 0 where nobody knows. */
export type Direction = 1 | 0 | -1

/** By attribute or the name of its column, for every type: what a shop knows better than its prices tell. */
export type Overrides = Readonly<Record<string, Direction>>

/** Which way is up, by type and attribute. */
export type Directions = {
  /** `isTitled`: both say it in their titles. What a thing is sold by is better for being more. */
  of(type: string, attribute: string, isTitled: boolean): Direction
}

/** As many pairs are needed, and as much agreement beyond chance: the bound of z = 2. */
const WITHIN_FAMILIES = { pairs: 8, agreement: 0.6 }
const WITHIN_TYPE = { pairs: 30, agreement: 0.65 }

/**
 * Learns from prices which way each number of a type is better: of pairs that differ in it, how many are dearer with
 * more (Kendall's concordance, with Wilson's bound). Neighbours within a family count first; only where they are too
 * few, pairs across the type. Linear but for sorting: a model stands in three pairs an attribute, whatever the type.
 */
export function learnDirections(models: readonly Model[], overrides: Overrides = {}): Directions {
  const learnt = new Map<string, Map<string, Direction>>()
  for (const [type, members] of grouped(models, typeOf)) {
    const votes = new Map<string, { within: Votes; across: Votes }>()
    const votesOn = (attribute: string) => {
      const known = votes.get(attribute)
      if (known) return known
      const fresh = { within: { up: 0, down: 0 }, across: { up: 0, down: 0 } }
      votes.set(attribute, fresh)
      return fresh
    }
    for (const family of grouped(members, model => model.series).values()) {
      for (const [attribute, rows] of byAttribute(family))
        vote(rows, 1, votesOn(attribute).within, attribute === 'weight')
    }
    for (const [attribute, rows] of byAttribute(members)) {
      for (const part of [1, 2]) {
        vote(rows, Math.max(1, rows.length >> part), votesOn(attribute).across, attribute === 'weight')
      }
    }
    const directions = new Map<string, Direction>()
    for (const [attribute, { within, across }] of votes) {
      const direction = verdict(within, WITHIN_FAMILIES) || verdict(across, WITHIN_TYPE)
      if (direction) directions.set(attribute, direction)
    }
    learnt.set(type, directions)
  }
  const own = new Map(Object.entries(overrides).map(([name, way]) => [attributeOf(name).attribute, way]))
  return {
    of(type, attribute, isTitled) {
      const known = own.get(attribute) ?? KNOWN[attribute]?.direction
      if (known !== undefined) return known
      return isTitled ? 1 : (learnt.get(type)?.get(attribute) ?? 0)
    },
  }
}

/** The type by which a model's attributes are judged: its category, else its own series. */
export function typeOf(model: Model): string {
  return model.type ?? model.series ?? ''
}

type Votes = { up: number; down: number }
type Row = readonly [value: number, price: number]

function byAttribute(models: readonly Model[]): Map<string, Row[]> {
  const rows = new Map<string, Row[]>()
  if (models.length < 2) return rows
  for (const { reading, price } of models) {
    for (const [attribute, { value }] of reading.specs) {
      if (Object.hasOwn(KNOWN, attribute)) continue
      const sofar = rows.get(attribute)
      if (sofar) sofar.push([value, price])
      else rows.set(attribute, [[value, price]])
    }
  }
  return rows
}

/**
 * Counts the pairs that lie so many places apart when sorted by value. A heavier body is dearer by being larger, which
 * makes it no better: only of contents, which come half as much again or more, more weight is.
 */
function vote(rows: Row[], apart: number, votes: Votes, isBody: boolean): void {
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  for (let at = apart; at < rows.length; at++) {
    const [less, more] = [rows[at - apart]!, rows[at]!]
    if (less[0] === more[0] || less[1] === more[1]) continue
    if (less[1] < more[1]) {
      if (!isBody || more[0] >= 1.5 * less[0]) votes.up++
    } else votes.down++
  }
}

function verdict({ up, down }: Votes, need: typeof WITHIN_TYPE): Direction {
  const pairs = up + down
  if (pairs < need.pairs) return 0
  if (wilsonLowerBound(up, pairs, 2) > need.agreement) return 1
  return wilsonLowerBound(down, pairs, 2) > need.agreement ? -1 : 0
}
