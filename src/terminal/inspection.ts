import type { Difference } from '../format/difference.ts'
import { findItem, idOf } from '../format/ids.ts'
import { type ModelFile, NONE } from '../format/layout.ts'
import { ModelsError } from '../models/errors.ts'
import type { Model } from '../models/files.ts'
import {
  alternativesOf,
  cardOf,
  categoryOf,
  chainOf,
  choiceOf,
  isAvailable,
  type LadderStep,
  nearMissesOf,
  neighboursOf,
  priceOf,
  upgradesOf,
} from '../models/look.ts'
import { money } from '../money.ts'
import { table } from './table.ts'
import { whyNot } from './why-not.ts'

/** The same report twice: as data for machines, as text for people. */
export type Inspection = { readonly data: unknown; readonly text: string }

/** What a model holds and how it was made. */
export function modelReport({ manifest }: Model): Inspection {
  const { version, builtAt, builtBy, counts, parameters, files, inputs, window } = manifest
  const text = [
    `${version}  built ${builtAt} by ${builtBy}\n`,
    ...(window ? [`orders from ${window.from} to ${window.to}\n`] : []),
    'read\n',
    table(
      inputs.map(i => [i.file, i.role, i.bytes, 'bytes', `sha256 ${i.sha256.slice(0, 12)}`]),
      2,
    ),
    'holds\n',
    table(Object.entries(counts), 2),
    'files\n',
    table(
      files.map(f => [`${f.kind}.idx`, f.bytes, 'bytes']),
      2,
    ),
    'parameters\n',
    table(
      Object.entries(parameters).map(([key, value]) => [key, String(value)]),
      2,
    ),
  ]
  return { data: manifest, text: text.join('') }
}

/**
 * One item with its lists as they are stored, titles and evidence beside, and what is near to being an upgrade of it and
 * is none. Throws ModelsError for an unknown id.
 */
export function itemReport(
  model: Model,
  nearMisses: ModelFile<'near-misses'> | undefined,
  id: string,
  limit: number,
): Inspection {
  const { items } = model
  const item = findItem(items.columns, id)
  if (item === NONE)
    throw new ModelsError(`item "${id}": the model ${model.manifest.version} does not know it`)

  const orders = items.columns.orders
  const describe = (other: number) => ({
    id: idOf(items.columns, other),
    title: cardOf(items, other).title ?? '',
    orders: orders[other]!,
    price: priceOf(items, other),
    category: categoryOf(items, other),
    available: isAvailable(items, other),
  })
  const step = ({ item, ...why }: LadderStep) => ({ ...describe(item), ...why })
  const alsoBought = neighboursOf(model, item)
    .slice(0, limit)
    .map(({ item, ...evidence }) => ({ ...describe(item), ...evidence }))
  const chain = chainOf(model, item)
  const upgrades = upgradesOf(model, item).slice(0, limit).map(step)
  const alternatives = alternativesOf(model, item).slice(0, limit).map(step)
  const choice = choiceOf(model, item)
  const goodBetterBest = choice && [item, choice.better, choice.best].map(other => idOf(items.columns, other))
  const notUpgrades = (nearMisses ? nearMissesOf(nearMisses, item) : [])
    .slice(0, limit)
    .map(({ item, reason }) => ({ ...describe(item), reason }))
  const own = describe(item)

  const text = [
    `${own.id}  ${own.title}\n`,
    `  ${own.orders} orders, ${priceText(own.price)}, ${own.category ?? 'no category'}${own.available ? '' : ', not available'}\n`,
    `also bought${none(alsoBought)}\n`,
    table(
      alsoBought.map((n, i) => [
        i + 1,
        n.id,
        n.title,
        `${n.together} of ${own.orders} orders`,
        `confidence ${n.confidence.toFixed(3)}`,
        `lift ${n.lift.toFixed(1)}`,
        `score ${n.score.toPrecision(3)}`,
      ]),
      2,
    ),
    'filled up from\n',
    table(
      chain
        .slice(1)
        .map(({ kind, category, orders, numNeighbours }) => [
          kind,
          category ?? '',
          `${orders} orders`,
          `${numNeighbours} neighbours`,
        ]),
      2,
    ),
    '  best sellers\n',
    `upgrades${none(upgrades)}\n`,
    table(upgrades.map(stepRow), 2),
    ...(goodBetterBest ? [`  good, better, best: ${goodBetterBest.join(', ')}\n`] : []),
    ...(notUpgrades.length > 0 ? ['not upgrades\n'] : []),
    table(
      notUpgrades.map(({ id, title, price, reason }) => [id, title, priceText(price), whyNot(reason)]),
      2,
    ),
    `alternatives${none(alternatives)}\n`,
    table(alternatives.map(stepRow), 2),
  ]
  const data = {
    model: model.manifest.version,
    ...own,
    alsoBought,
    chain,
    upgrades,
    ...(goodBetterBest && { goodBetterBest }),
    notUpgrades,
    alternatives,
  }
  return { data, text: text.filter(part => part.trim() !== '').join('') }
}

type Price = { amount: number; currency: string } | undefined
type Described = Omit<LadderStep, 'item'> & { id: string; title: string; price: Price }

function stepRow({ id, title, rung, price, priceDifference, differences, visits }: Described, i: number) {
  const difference = priceText(price && { ...price, amount: Math.abs(priceDifference) })
  const sign = priceDifference < 0 ? '−' : '+'
  const told = differences.map(differenceText).join(', ')
  const taken = visits ? `${visits.bought} of ${visits.looked} who looked bought it` : ''
  return [i + 1, id, title, rung, priceText(price), `${sign}${difference}`, told, taken]
}

function differenceText({ attribute, from, to, ...more }: Difference): string {
  const unit = 'unit' in more ? ` ${more.unit}` : ''
  return `${attribute} ${from === '' ? '–' : from} → ${to === '' ? '–' : to}${unit}`
}

function priceText(price: Price): string {
  return price ? money(price) : 'no price'
}

function none(list: readonly unknown[]): string {
  return list.length === 0 ? ': none' : ''
}
