import type { Events } from './events.ts'
import { Below } from './ladder/below.ts'
import { type Choice, choiceOfThree } from './ladder/choice-of-three.ts'
import { inOrder, MAX_STEPS } from './ladder/choose.ts'
import type { Step } from './ladder/climb.ts'
import { createClimber, isForSale } from './ladder/climber.ts'
import { oneOfEach, writeSteps } from './ladder/colours.ts'
import { type Directions, learnDirections, type Overrides } from './ladder/directions.ts'
import { type Successors, successorsOf } from './ladder/given.ts'
import type { Reason } from './ladder/judge.ts'
import { type Model, modelsOf } from './ladder/models.ts'
import { nextRungsOf } from './ladder/next-rungs.ts'
import { nounsOf } from './ladder/nouns.ts'
import { type Additions, vocabularyOf } from './ladder/vocabulary.ts'
import type { Item } from './shop.ts'

export type { Choice } from './ladder/choice-of-three.ts'
export type { Step } from './ladder/climb.ts'
export { PRICE_BANDS, type Reason, RUNGS, type Rung } from './ladder/judge.ts'

export type Ladder = {
  /** By item number: its higher models, best first. Empty where there is no ground for any. */
  readonly upgrades: readonly (readonly Step[])[]
  /** By item number: the same links walked down. */
  readonly alternatives: readonly (readonly Step[])[]
  /** By item number: which of its upgrades make a choice of three with it; undefined where none do. */
  readonly choices: readonly (Choice | undefined)[]
  /** By item number: the nearest items that are no upgrades, at most five. */
  readonly nearMisses: readonly (readonly Miss[])[]
}

/** An item that is no higher model of another, and why. */
export type Miss = { readonly item: number; readonly reason: Reason }

/** A catalogue read for the ladder. */
export type Catalogue = {
  readonly items: readonly Item[]
  readonly models: readonly Model[]
  readonly directions: Directions
  readonly successors: Successors
  readonly nouns: ReadonlyMap<number, readonly string[]>
}

/** What a shop knows better than the tables and its prices. */
export type LadderOptions = Additions & {
  readonly directions?: Overrides | undefined
  /** What visitors did with these items. */
  readonly events?: Events | undefined
}

export function readCatalogue(items: readonly Item[], options: LadderOptions = {}): Catalogue {
  const models = modelsOf(items, vocabularyOf(options), options.events !== undefined)
  return {
    items,
    models,
    directions: learnDirections(models, options.directions),
    successors: successorsOf(models, items),
    nouns: nounsOf(models),
  }
}

/**
 * The higher models of each item, from what the catalogue says: the same need, better on something and worse on nothing
 * that both tell, dearer within the band of the rung, for sale. Anything less is no ground, but that people who looked
 * at the one bought the other, where events tell.
 *
 * A link is strictly dearer (or turns a purchase into a subscription, which none undoes), so there are no cycles.
 * Cost: at most 168 comparisons an item.
 */
export function ladder(items: readonly Item[], options: LadderOptions = {}): Ladder {
  const catalogue = readCatalogue(items, options)
  const { models } = catalogue
  const climbsFrom = createClimber(catalogue, options.events)
  const upgrades: (readonly Step[])[] = items.map(() => NO_STEPS)
  const alternatives: (readonly Step[])[] = items.map(() => NO_STEPS)
  const choices: (Choice | undefined)[] = items.map(() => undefined)
  const nearMisses: (readonly Miss[])[] = items.map(() => NO_MISSES)
  const below = models.map(() => new Below())
  const nextRungs = nextRungsOf(models.length)
  for (const from of models.toSorted((a, b) => b.price - a.price)) {
    const { climbs, misses } = climbsFrom(from)
    const forSale = climbs.filter(({ to }) => isForSale(to, items))
    const next = nextRungs(from, forSale)
    const shown = inOrder(
      oneOfEach(forSale, ({ to }) => to, from),
      ({ to }) => next.has(to),
    ).slice(0, MAX_STEPS)
    writeSteps(upgrades, from, shown, items, ({ to }) => to)
    const choice = choiceOfThree(shown, catalogue)
    for (const item of from.items) {
      choices[item] = choice
      nearMisses[item] = misses
    }
    if (isForSale(from, items)) {
      const first = new Set(shown)
      for (const climb of climbs) below[climb.to.number]!.add(climb, first.has(climb))
    }
  }
  for (const to of models) {
    const down = oneOfEach(below[to.number]!.best(), ({ from }) => from, to).slice(0, MAX_STEPS)
    writeSteps(alternatives, to, down, items, ({ from }) => from)
  }
  return { upgrades, alternatives, choices, nearMisses }
}

const NO_STEPS: readonly Step[] = []
const NO_MISSES: readonly Miss[] = []
