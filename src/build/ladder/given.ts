import type { Item } from '../shop.ts'
import { compare } from './compare.ts'
import type { Directions } from './directions.ts'
import type { Link, Reason } from './judge.ts'
import type { Model } from './models.ts'
import { isLaunchedEarlier, tierStep, worse } from './steps.ts'

/** By model number: the numbers of the models that the catalogue names as its successors. */
export type Successors = ReadonlyMap<number, ReadonlySet<number>>

/** The successors that the columns name, by ids. What stands on a cycle says nothing. */
export function successorsOf(models: readonly Model[], items: readonly Item[]): Successors {
  const successors = new Map<number, Set<number>>()
  const telling = models.filter(({ reading }) => reading.replaces.length + reading.replacedBy.length > 0)
  if (telling.length === 0) return successors
  const numberOf = new Map<string, number>()
  for (const { number, items: members } of models) {
    for (const item of members) numberOf.set(items[item]!.id.normalize('NFKC').toLowerCase(), number)
  }
  const add = (from: number | undefined, to: number | undefined) => {
    if (from === undefined || to === undefined || from === to) return
    successors.set(from, (successors.get(from) ?? new Set()).add(to))
  }
  for (const { number, reading } of telling) {
    for (const id of reading.replaces) add(numberOf.get(id), number)
    for (const id of reading.replacedBy) add(number, numberOf.get(id))
  }
  dropCycles(successors)
  return successors
}

/** Takes the ends off, over and over: what is left stands on a cycle or leads to one, and goes. */
function dropCycles(successors: Map<number, Set<number>>): void {
  const before = new Map<number, number[]>()
  const numLeft = new Map<number, number>()
  for (const [from, tos] of successors) {
    numLeft.set(from, tos.size)
    for (const to of tos) before.set(to, [...(before.get(to) ?? []), from])
  }
  const ends = [...before.keys()].filter(number => !successors.has(number))
  for (const end of ends) {
    for (const from of before.get(end) ?? []) {
      const left = numLeft.get(from)! - 1
      numLeft.set(from, left)
      if (left === 0) ends.push(from)
    }
  }
  for (const [from, left] of numLeft) if (left > 0) successors.delete(from)
}

/** The link to a successor that the catalogue names: it needs no ground, but nothing may speak against it. */
export function toSuccessor(a: Model, b: Model, directions: Directions, ratio: number): Link | Reason {
  const [ours, theirs] = [a.reading, b.reading]
  if (ours.pieces !== theirs.pieces || ours.isSubscription !== theirs.isSubscription) {
    return { code: 'other-need', attribute: 'pieces' }
  }
  if (isLaunchedEarlier(b, a, 10)) return worse('release', a.releasedAt, b.releasedAt)
  const tier = a.series === b.series ? tierStep(a, b) : 0
  if (tier < 0) return worse('tier', ours.title.tier, theirs.title.tier)
  const { better, worse: loss, numShared } = compare(a, b, directions)
  if (loss) return worse(loss.attribute, loss.from.words ?? loss.from.value, loss.to.words ?? loss.to.value)
  const share = Math.min(1, (better.length + 1) / (numShared + 1))
  return { rung: 'successor', ratio, closeness: 0.75, share, better, isSameModel: false, isWeighty: true }
}
