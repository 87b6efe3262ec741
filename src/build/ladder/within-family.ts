import { compare } from './compare.ts'
import type { Directions } from './directions.ts'
import type { Link, Reason, Rung } from './judge.ts'
import type { Model } from './models.ts'
import { isLaunchedEarlier, isNewer, isOtherScreen, isWeighty, stepOf, tierStep, worse } from './steps.ts'

/** The unit price of a bigger pack against the smaller one's, at most. */
const PACK_UNIT_PRICE = 0.98

/** The link between two models of one series. */
export function withinFamily(a: Model, b: Model, directions: Directions, ratio: number): Link | Reason {
  const [ours, theirs] = [a.reading, b.reading]
  const generation = stepOf(ours.title.generation, theirs.title.generation)
  if (generation < 0 || (generation > 0 && isLaunchedEarlier(b, a, 10))) {
    return worse('generation', ours.title.generation, theirs.title.generation)
  }
  const tier = tierStep(a, b)
  if (tier < 0) return worse('tier', ours.title.tier, theirs.title.tier)
  const steps = Number(generation > 0) + tier
  const pieces = Math.sign(theirs.pieces - ours.pieces)
  if (Number.isNaN(pieces)) return { code: 'other-need', attribute: 'pieces' }
  if (pieces < 0) return worse('pieces', ours.pieces, theirs.pieces)
  if (steps === 0) {
    const other = otherWords(a, b)
    if (other !== undefined) return { code: 'other-need', attribute: other }
  }
  const { better, worse: loss, numShared } = compare(a, b, directions)
  if (loss) return worse(loss.attribute, loss.from.words ?? loss.from.value, loss.to.words ?? loss.to.value)
  const isConfigured = better.some(
    ({ attribute, from, to }) => CHOICES.has(attribute) || (from.isTitled && to.isTitled),
  )
  const link = (rung: Rung): Link => ({
    rung,
    ratio,
    closeness:
      (generation > 0 ? 0.75 : steps > 0 ? 0.85 : 1) - 0.3 * Math.max(0, steps + Number(isConfigured) - 1),
    share: Math.min(1, (better.length + steps) / Math.max(1, numShared + steps)),
    better,
    isSameModel: ours.title.name === theirs.title.name && !isOtherScreen(a, b),
    isWeighty: steps > 0 || pieces > 0 || better.some(isWeighty),
  })
  const isSubscription = theirs.isSubscription && !ours.isSubscription
  if (pieces > 0 || isSubscription) {
    if (steps > 0 || better.length > 0 || (pieces > 0 && isSubscription)) return { code: 'other-need' }
    if (isSubscription) return { ...link('subscription'), closeness: 0.5, share: 0 }
    const unitPrice = b.price / theirs.pieces / (a.price / ours.pieces)
    return unitPrice <= PACK_UNIT_PRICE ? { ...link('pack'), share: 1 } : { code: 'unit-price' }
  }
  if (generation > 0) return link(isNewer(a, b) ? 'successor' : 'tier')
  if (better.some(change => change.attribute === 'size')) return link('variant')
  if (tier > 0) return link(theirs.title.ranks.edition === undefined ? 'tier' : 'edition')
  if (better.length > 0) return link('variant')
  return { code: ours.colours === theirs.colours ? 'nothing-better' : 'colour-only' }
}

/** What buyers of one model choose between. */
const CHOICES: ReadonlySet<string> = new Set(['storage', 'ssd', 'hdd', 'ram', 'size', 'count'])

/** The first column of words in which two variants differ: a roast, a nib, a fabric is another need. */
function otherWords(a: Model, b: Model): string | undefined {
  for (const [key, text] of a.reading.words) {
    const other = b.reading.words.get(key)
    if (other !== undefined && other !== text) return key
  }
  return undefined
}
