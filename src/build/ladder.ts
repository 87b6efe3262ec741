import type { Item } from './shop.ts'
import { type Reading, readTitle } from './title.ts'

/** Why one item is the higher model of another. The code in the file is the place in this list. */
export const RUNGS = ['variant', 'tier', 'pack'] as const
export type Rung = (typeof RUNGS)[number]

/** One link of the ladder: from an item to its higher (or lower) model. */
export type Step = { readonly item: number; readonly rung: Rung }

export type Ladder = {
  /** By item number: its higher models, best first. Empty where there is no ground for any. */
  readonly upgrades: readonly (readonly Step[])[]
  /** By item number: the same links walked down. */
  readonly alternatives: readonly (readonly Step[])[]
}

/** Price of the higher model over the price of the lower one. */
export const PRICE_BAND = { atLeast: 1.05, atMost: 2 } as const
/** The step that is easiest to take. */
const IDEAL_RATIO = 1.25
const MAX_STEPS = 8

type Candidate = { readonly item: number; readonly price: number; readonly reading: Reading }

/**
 * The higher models of each item, from what the catalogue says and nothing else. An item is the higher model of
 * another only where both are the same thing of the same brand and category (one stem of the title), it is larger,
 * of a higher tier or a bigger pack at a better unit price, worse on nothing the titles tell, dearer within the
 * band, and can be sold now. Anything less is no ground, and the list is empty.
 */
export function ladder(items: readonly Item[]): Ladder {
  const upgrades: Step[][] = items.map(() => [])
  const alternatives: Step[][] = items.map(() => [])
  for (const alike of itemsAlike(items)) {
    for (const lower of alike) {
      const steps = alike.flatMap(higher => stepUp(lower, higher) ?? [])
      const up = steps.filter(s => items[s.to.item]!.available)
      upgrades[lower.item] = pickSteps(up, lower.reading)
      const down = alike.flatMap(cheaper => flip(stepUp(cheaper, lower), cheaper) ?? [])
      alternatives[lower.item] = pickSteps(
        down.filter(s => items[s.to.item]!.available),
        lower.reading,
      )
    }
  }
  return { upgrades, alternatives }
}

/** Items of one brand, category, currency and stem, with a price: the only ones that are compared. */
function itemsAlike(items: readonly Item[]): Candidate[][] {
  const byNeed = new Map<string, Candidate[]>()
  items.forEach(({ title, brand, category, price }, item) => {
    if (title === undefined || price === undefined) return
    const reading = readTitle(title)
    if (reading.stem === '') return
    const need = JSON.stringify([brand?.toLowerCase(), category, price.currency, reading.stem])
    const candidate = { item, price: price.amount, reading }
    const alike = byNeed.get(need)
    if (alike) alike.push(candidate)
    else byNeed.set(need, [candidate])
  })
  return [...byNeed.values()].filter(alike => alike.length > 1)
}

type Link = { readonly to: Candidate; readonly rung: Rung; readonly ratio: number }

/** The link from one item to a higher one, or undefined where there is no ground to call it higher. */
function stepUp(lower: Candidate, higher: Candidate): Link | undefined {
  const ratio = higher.price / lower.price
  if (!(ratio >= PRICE_BAND.atLeast && ratio <= PRICE_BAND.atMost)) return
  const size = compareSizes(lower.reading, higher.reading)
  const tier = Math.sign(higher.reading.tier - lower.reading.tier)
  const pieces = Math.sign(higher.reading.pieces - lower.reading.pieces)
  if (size === undefined || size < 0 || tier < 0 || pieces < 0) return
  if (pieces > 0) {
    const savesPerPiece = higher.price * lower.reading.pieces < lower.price * higher.reading.pieces
    return size === 0 && tier === 0 && savesPerPiece ? { to: higher, rung: 'pack', ratio } : undefined
  }
  if (tier > 0) return { to: higher, rung: 'tier', ratio }
  return size > 0 ? { to: higher, rung: 'variant', ratio } : undefined
}

function flip(link: Link | undefined, to: Candidate): Link | undefined {
  return link && { ...link, to }
}

/** 1 where b is larger on something and smaller on nothing, 0 where equal, −1 else; undefined where they differ in kind. */
function compareSizes(a: Reading, b: Reading): number | undefined {
  const dimensions = Object.keys(a.sizes)
  if (dimensions.length !== Object.keys(b.sizes).length) return
  let larger = false
  for (const dimension of dimensions) {
    const ours = a.sizes[dimension]!
    const theirs = b.sizes[dimension]
    if (theirs?.length !== ours.length) return
    for (let i = 0; i < ours.length; i++) {
      if (theirs[i]! < ours[i]!) return -1
      if (theirs[i]! > ours[i]!) larger = true
    }
  }
  return larger ? 1 : 0
}

/** The best few: nearest to the ideal ratio, one colour of each model, the colour of the item itself where it exists. */
function pickSteps(links: readonly Link[], own: Reading): Step[] {
  const colourRank = (link: Link) => (link.to.reading.colours === own.colours ? 0 : 1)
  const byModel = new Map<string, Link>()
  for (const link of links) {
    const { sizes, tier, pieces } = link.to.reading
    const model = JSON.stringify([Object.entries(sizes).sort(), tier, pieces])
    const rival = byModel.get(model)
    const better = colourRank(link) - colourRank(rival ?? link) || link.to.item - (rival ?? link).to.item
    if (!rival || better < 0) byModel.set(model, link)
  }
  const distance = ({ ratio }: Link) => Math.abs(Math.log(ratio / IDEAL_RATIO))
  return [...byModel.values()]
    .sort((a, b) => distance(a) - distance(b) || a.to.item - b.to.item)
    .slice(0, MAX_STEPS)
    .map(({ to, rung }) => ({ item: to.item, rung }))
}
