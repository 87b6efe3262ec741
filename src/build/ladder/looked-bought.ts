import { lift, logLikelihoodRatio } from '../../measures.ts'
import type { Events } from '../events.ts'
import { createInsteadShare } from '../instead-share.ts'
import type { Item } from '../shop.ts'
import { countVisits, UNCOUNTED, type Visits } from '../visits.ts'
import { compare } from './compare.ts'
import { isLink, judge, type Knowledge, type Link, PRICE_BANDS } from './judge.ts'
import type { Model } from './models.ts'

/** Of fewer sessions nothing is said: as little as of fewer joint orders. */
const MIN_SESSIONS = 5
/** p = .05 */
const MIN_LOG_LIKELIHOOD_RATIO = 3.84
/** Whatever the rung across a type: a price within its band. */
const USUAL_RATIO = 1.25
/** Weight of behaviour beside what the catalogue says. */
const WEIGHT = 0.25

/** What the links are found in. */
type Catalogue = Knowledge & { readonly models: readonly Model[]; readonly items: readonly Item[] }

export type Behaviour = {
  /** The links from a model that people have taken, more often than by chance, and that the catalogue does not forbid. */
  readonly linksFrom: (from: Model) => { readonly to: Model; readonly link: Link }[]
  /** The same climbs from one model, each with its sessions, their scores weighed with how far people take them. */
  readonly weighed: <C extends { readonly to: Model; readonly score: number }>(
    from: Model,
    climbs: readonly C[],
  ) => C[]
}

/** What people who looked at a model bought instead. */
export function lookedBought(catalogue: Catalogue, events: Events): Behaviour {
  const { models, items } = catalogue
  const visits = visitsOf(models, items, events)
  const shareOf = createInsteadShare(visits)
  return {
    linksFrom(from) {
      return [...visits.boughtInstead(from.number)].flatMap(([number, sessions]) => {
        const to = models[number]!
        const link = isBeyondChance(visits, from.number, number, sessions)
          ? judgeTaken(from, to, catalogue)
          : undefined
        return link ? [{ to, link }] : []
      })
    },
    weighed(from, climbs) {
      if (climbs.length === 0) return []
      const shareFrom = shareOf(from.number)
      const shares = climbs.map(({ to }) => shareFrom(to.number))
      const looked = visits.viewed[from.number]!
      const bought = visits.boughtInstead(from.number)
      return climbs.map((climb, i) => ({
        ...climb,
        visits: { looked, bought: bought.get(climb.to.number) ?? 0 },
        score: (1 - WEIGHT) * climb.score + WEIGHT * placeAmong(shares, shares[i]!),
      }))
    },
  }
}

/** The sessions by model, those of its colours together. */
function visitsOf(models: readonly Model[], items: readonly Item[], events: Events): Visits {
  const modelOf = new Uint32Array(items.length).fill(UNCOUNTED)
  for (const { number, items: members } of models) for (const item of members) modelOf[item] = number
  const types = new Map<string, number>()
  const typeOf = ({ type }: Model) => {
    if (type === undefined) return UNCOUNTED
    if (!types.has(type)) types.set(type, types.size)
    return types.get(type)!
  }
  return countVisits(events, modelOf, Uint32Array.from(models, typeOf))
}

/** Whether those who looked at x bought y more often than all who looked for such a thing. */
function isBeyondChance(
  { type, viewed, bought, sessionsOfType }: Visits,
  x: number,
  y: number,
  n: number,
): boolean {
  const counts = [n, viewed[x]!, bought[y]!, sessionsOfType[type[x]!]!] as const
  return n >= MIN_SESSIONS && lift(...counts) > 1 && logLikelihoodRatio(...counts) >= MIN_LOG_LIKELIHOOD_RATIO
}

/**
 * The link from a model to one that people buy instead: what the catalogue calls it where it knows it for a higher
 * model, else bought-instead, where it speaks against nothing but that it does not know in what y is better.
 */
function judgeTaken(from: Model, to: Model, known: Knowledge): Link | undefined {
  const verdict = judge(from, to, known)
  if (isLink(verdict)) return verdict
  const ratio = to.price / from.price
  const { atLeast, atMost } = PRICE_BANDS['bought-instead']
  if (ratio < atLeast || ratio > atMost) return undefined
  const isFamily = from.series === to.series
  const atUsualPrice = isFamily ? verdict : judge({ ...from, price: to.price / USUAL_RATIO }, to, known)
  if (!isLink(atUsualPrice) && atUsualPrice.code !== 'nothing-better') return undefined
  const { better, numShared } = compare(from, to, known.directions)
  const closeness = from.brand !== '' && from.brand === to.brand ? 0.5 : 0.2
  return {
    rung: 'bought-instead',
    ratio,
    closeness,
    share: numShared === 0 ? 0 : better.length / numShared,
    better,
    isSameModel: false,
    isWeighty: true,
  }
}

/** The place of a number among others, from 0 to 1: the share that is below it, equal ones by half. */
function placeAmong(numbers: readonly number[], number: number): number {
  const below = numbers.filter(other => other < number).length
  const equal = numbers.filter(other => other === number).length
  return (below + equal / 2) / numbers.length
}
