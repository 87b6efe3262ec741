import { inOrder, isRecommended, isTop, MAX_STEPS, scoreOf } from './ladder/choose.ts'
import { type Difference, differencesOf } from './ladder/differences.ts'
import { type Directions, learnDirections, type Overrides } from './ladder/directions.ts'
import { type Successors, successorsOf } from './ladder/given.ts'
import { isLink, judge, type Link, type Reason, type Rung } from './ladder/judge.ts'
import { type Model, modelsOf } from './ladder/models.ts'
import { nextRungsOf } from './ladder/next-rungs.ts'
import { nounsOf } from './ladder/nouns.ts'
import { candidatesFor, shelvesOf } from './ladder/shelves.ts'
import { type Additions, vocabularyOf } from './ladder/vocabulary.ts'
import type { Item } from './shop.ts'

export type { Difference } from './ladder/differences.ts'
export { PRICE_BANDS, type Reason, RUNGS, type Rung } from './ladder/judge.ts'

/** One link of the ladder: from an item to its higher (or lower) model. */
export type Step = {
  readonly item: number
  readonly rung: Rung
  /** In what the higher of the two is better, best first, seen from the lower one; at most three. */
  readonly differences: readonly Difference[]
}

export type Ladder = {
  /** By item number: its higher models, best first. Empty where there is no ground for any. */
  readonly upgrades: readonly (readonly Step[])[]
  /** By item number: the same links walked down. */
  readonly alternatives: readonly (readonly Step[])[]
}

/** A catalogue read for the ladder: what `ladder` and `whyNot` both judge by. */
export type Catalogue = {
  readonly items: readonly Item[]
  readonly models: readonly Model[]
  readonly directions: Directions
  readonly successors: Successors
  readonly nouns: ReadonlyMap<number, readonly string[]>
}

/** What a shop knows better than the tables and its prices. */
export type LadderOptions = Additions & { readonly directions?: Overrides | undefined }

export function readCatalogue(items: readonly Item[], options: LadderOptions = {}): Catalogue {
  const models = modelsOf(items, vocabularyOf(options))
  return {
    items,
    models,
    directions: learnDirections(models, options.directions),
    successors: successorsOf(models, items),
    nouns: nounsOf(models),
  }
}

/** One step between two models, before it is known which colour of them is shown. */
type Climb = { readonly from: Model; readonly to: Model; readonly link: Link; readonly score: number }

/**
 * The higher models of each item, from what the catalogue says and nothing else: the same need, better on something
 * and worse on nothing that both tell, dearer within the band of the rung, for sale. Anything less is no ground.
 *
 * A link is strictly dearer (or turns a purchase into a subscription, which none undoes), so there are no cycles.
 * Cost: at most 160 comparisons an item.
 */
export function ladder(items: readonly Item[], options: LadderOptions = {}): Ladder {
  const catalogue = readCatalogue(items, options)
  const { models } = catalogue
  const shelves = shelvesOf(models)
  const upgrades: (readonly Step[])[] = items.map(() => NO_STEPS)
  const alternatives: (readonly Step[])[] = items.map(() => NO_STEPS)
  const below = models.map(() => new Below())
  const nextRungs = nextRungsOf(models.length)
  for (const from of models.toSorted((a, b) => b.price - a.price)) {
    const climbs: Climb[] = []
    for (const to of candidatesFor(from, shelves, catalogue)) {
      const link = judge(from, to, catalogue)
      if (isLink(link)) climbs.push({ from, to, link, score: scoreOf(link, popularityOf(to, items)) })
    }
    climbs.sort((a, b) => b.score - a.score)
    const forSale = climbs.filter(({ to }) => isForSale(to, items))
    const next = nextRungs(from, forSale)
    const shown = inOrder(
      oneOfEach(forSale, ({ to }) => to, from),
      ({ to }) => next.has(to),
    ).slice(0, MAX_STEPS)
    writeSteps(upgrades, from, shown, items, ({ to }) => to)
    if (isForSale(from, items)) {
      const first = new Set(shown)
      for (const climb of climbs) below[climb.to.number]!.add(climb, first.has(climb))
    }
  }
  for (const to of models) {
    const down = oneOfEach(below[to.number]!.best(), ({ from }) => from, to).slice(0, MAX_STEPS)
    writeSteps(alternatives, to, down, items, ({ from }) => from)
  }
  return { upgrades, alternatives }
}

/** Why the item y is not a higher model of x; undefined where it is one. */
export function whyNot(catalogue: Catalogue, x: number, y: number): Reason | undefined {
  const { items, models } = catalogue
  const [from, to] = [x, y].map(item => models.find(model => model.items.includes(item)))
  if (!from || !to) return { code: 'no-price' }
  if (!items[y]!.available) return { code: 'unavailable' }
  if (from === to) return { code: 'colour-only' }
  const verdict = judge(from, to, catalogue)
  return isLink(verdict) ? undefined : verdict
}

/** The choice of three: the item itself, the step recommended (1.1 to 1.5 times its price), the top (up to 2.2). */
export function goodBetterBest(
  items: readonly Item[],
  item: number,
  steps: readonly Step[],
): { readonly current: number; readonly recommended: Step | undefined; readonly top: Step | undefined } {
  const price = items[item]!.price?.amount ?? Number.NaN
  const ratio = (step: Step) => (items[step.item]!.price?.amount ?? Number.NaN) / price
  return {
    current: item,
    recommended: steps.find(step => isRecommended(ratio(step))),
    top: steps.find(step => isTop(ratio(step))),
  }
}

const NO_STEPS: readonly Step[] = []

/** The best few steps that lead up to one model: first those that the lower model shows, then by score. */
class Below {
  #climbs: { climb: Climb; isShown: boolean }[] = []

  add(climb: Climb, isShown: boolean): void {
    this.#climbs.push({ climb, isShown })
    if (this.#climbs.length >= 8 * MAX_STEPS) this.#prune()
  }

  best(): Climb[] {
    this.#prune()
    return this.#climbs.map(({ climb }) => climb)
  }

  #prune(): void {
    this.#climbs.sort((a, b) => Number(b.isShown) - Number(a.isShown) || b.climb.score - a.climb.score)
    this.#climbs.length = Math.min(this.#climbs.length, 4 * MAX_STEPS)
  }
}

/** Of climbs to models that differ in price and colour alone the first, but one in a colour of the own model's before. */
function oneOfEach(climbs: readonly Climb[], otherEnd: (climb: Climb) => Model, own: Model): Climb[] {
  const byKind = new Map<string, Climb>()
  const sharesColour = (climb: Climb) => otherEnd(climb).colours.includes(own.colours[0]!)
  for (const climb of climbs) {
    const { kind } = otherEnd(climb)
    const rival = byKind.get(kind)
    if (!rival || (!sharesColour(rival) && sharesColour(climb))) byKind.set(kind, climb)
  }
  return [...byKind.values()]
}

/** Writes a model's steps for each of its colours, with the colour of the item itself where the other end has it. */
function writeSteps(
  lists: (readonly Step[])[],
  model: Model,
  climbs: readonly Climb[],
  items: readonly Item[],
  otherEnd: (climb: Climb) => Model,
): void {
  if (climbs.length === 0) return
  const ends = climbs.map(climb => {
    const byColour = new Map<string, number>()
    const end = otherEnd(climb)
    end.items.forEach((item, at) => {
      const colour = end.colours[at]!
      if (items[item]!.available && !byColour.has(colour)) byColour.set(colour, item)
    })
    const [first] = byColour.values()
    const differences = differencesOf(climb.from, climb.to, climb.link)
    return { byColour, first: first!, rung: climb.link.rung, differences }
  })
  model.items.forEach((item, at) => {
    lists[item] = ends.map(({ byColour, first, rung, differences }) => ({
      item: byColour.get(model.colours[at]!) ?? first,
      rung,
      differences,
    }))
  })
}

function isForSale(model: Model, items: readonly Item[]): boolean {
  return model.items.some(item => items[item]!.available)
}

function popularityOf(model: Model, items: readonly Item[]): number {
  return 1 - model.items[0]! / items.length
}
