import type { Events } from '../events.ts'
import type { Item } from '../shop.ts'
import { scoreOf } from './choose.ts'
import type { Climb } from './climb.ts'
import { isLink, judge, type Knowledge, type Link, type Reason } from './judge.ts'
import { lookedBought } from './looked-bought.ts'
import type { Model } from './models.ts'
import { NearMisses } from './near-misses.ts'
import { candidatesFor, kinOf, shelvesOf } from './shelves.ts'

type Catalogue = Knowledge & { readonly models: readonly Model[]; readonly items: readonly Item[] }

export type Found = {
  /** Every step up from the model, best first, whether or not it can be sold now. */
  readonly climbs: readonly Climb[]
  /** The nearest items that are none. */
  readonly misses: readonly { readonly item: number; readonly reason: Reason }[]
}

/** Looks around a model for what is above it, by the catalogue and by what visitors did. */
export function createClimber(catalogue: Catalogue, events: Events | undefined): (from: Model) => Found {
  const { models, items } = catalogue
  const shelves = shelvesOf(models)
  const behaviour = events && lookedBought(catalogue, events)
  return from => {
    const taken = behaviour?.linksFrom(from) ?? []
    const found: Climb[] = []
    const misses = new NearMisses(from)
    const climb = (to: Model, link: Link) =>
      found.push({ from, to, link, score: scoreOf(link, popularityOf(to, items)) })
    const look = (to: Model) => {
      const verdict = judge(from, to, catalogue)
      if (isLink(verdict)) climb(to, verdict)
      const reason = isLink(verdict) ? UNAVAILABLE : verdict
      const isMiss = !isLink(verdict) || !isForSale(to, items)
      if (isMiss && !taken.some(link => link.to === to)) misses.add(to, reason)
    }
    for (const to of candidatesFor(from, shelves, catalogue)) look(to)
    for (const to of kinOf(from, shelves)) look(to)
    for (const { to, link } of taken) if (!found.some(known => known.to === to)) climb(to, link)
    const climbs = behaviour?.weighed(from, found) ?? found
    return { climbs: climbs.sort((a, b) => b.score - a.score), misses: misses.items() }
  }
}

const UNAVAILABLE: Reason = { code: 'unavailable' }

export function isForSale(model: Model, items: readonly Item[]): boolean {
  return model.items.some(item => items[item]!.available)
}

function popularityOf(model: Model, items: readonly Item[]): number {
  return 1 - model.items[0]! / items.length
}
