import type { Item } from '../shop.ts'
import type { Climb, Step } from './climb.ts'
import { differencesOf, mirrored } from './differences.ts'
import type { Model } from './models.ts'

/** Of climbs to models that differ in price and colour alone the first, but one in a colour of the own model's before. */
export function oneOfEach(climbs: readonly Climb[], otherEnd: (climb: Climb) => Model, own: Model): Climb[] {
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
export function writeSteps(
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
    const told = differencesOf(climb.from, climb.to, climb.link)
    const differences = end === climb.to ? told : mirrored(told)
    const visits = end === climb.to && climb.visits ? { visits: climb.visits } : {}
    return { byColour, first: first!, step: { rung: climb.link.rung, differences, ...visits } }
  })
  model.items.forEach((item, at) => {
    lists[item] = ends.map(({ byColour, first, step }) => ({
      item: byColour.get(model.colours[at]!) ?? first,
      ...step,
    }))
  })
}
