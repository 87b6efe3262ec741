import { findItem } from '../../format/ids.ts'
import { AVAILABLE, NONE } from '../../format/layout.ts'
import type { ServedModel } from '../model.ts'
import { currencyOf } from '../money.ts'
import type { Fact, Facts } from './facts.ts'
import { moved, withRoom } from './moved-best-sellers.ts'

/** The model under facts: it is read as any model is, so that answers need not know. Without facts, itself. */
export function overlaid(base: ServedModel, facts: Facts, revision: number): ServedModel {
  if (facts.size === 0) return base
  const { flags, price, currency } = base.items.columns
  const columns = {
    ...base.items.columns,
    flags: flags.slice(),
    price: price.slice(),
    currency: currency.slice(),
  }
  const copy = {
    ...base,
    items: { ...base.items, columns },
    popular: withRoom(base.popular, flags.length),
  }
  return amended(base, copy, facts, facts.keys(), revision)
}

/**
 * What `overlaid` would return after the facts of these items have changed, written into the columns of what it
 * returned before: an answer is written without a pause, so none sees half of it, and ten bytes an item need not be
 * copied for each change.
 */
export function amended(
  base: ServedModel,
  before: ServedModel,
  facts: Facts,
  ids: Iterable<string>,
  revision: number,
): ServedModel {
  if (facts.size === 0) return base
  if (before === base) return overlaid(base, facts, revision)
  let served = before
  const flipped: number[] = []
  const { flags, price, currency } = served.items.columns
  const built = base.items.columns
  for (const id of ids) {
    const item = findItem(built, id)
    if (item === NONE) continue
    const fact = facts.get(id)
    const flag = flagsUnder(fact, built.flags[item]!)
    if (flag !== flags[item]) flipped.push(item)
    flags[item] = flag
    price[item] = built.price[item]!
    currency[item] = built.currency[item]!
    if (fact?.price) {
      const { amount, currency: code } = fact.price.value
      served = withCurrency(served, code)
      const number = served.items.header.currencies.indexOf(code)
      price[item] = number < 0 ? NONE : amount
      currency[item] = Math.max(0, number)
    }
  }
  return {
    ...served,
    tag: `${base.tag}+${revision.toString(36)}`,
    popular: moved(served, flipped),
  }
}

function flagsUnder(fact: Fact | undefined, flags: number): number {
  if (fact?.available === undefined) return flags
  return fact.available.value ? flags | AVAILABLE : flags & ~AVAILABLE
}

/** A currency's number is a byte. */
const MAX_CURRENCIES = 256

/** The model with a number for this currency; as it is where it has one, or where there are none left. */
function withCurrency(model: ServedModel, code: string): ServedModel {
  const { header } = model.items
  if (header.currencies.includes(code) || header.currencies.length === MAX_CURRENCIES) return model
  return {
    ...model,
    items: { ...model.items, header: { ...header, currencies: [...header.currencies, code] } },
    currencies: {
      en: [...model.currencies.en, currencyOf(code, 'en')],
      ja: [...model.currencies.ja, currencyOf(code, 'ja')],
    },
  }
}
