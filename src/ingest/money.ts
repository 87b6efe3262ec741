import type { Money } from '../build/shop.ts'

/** The largest amount a model file can hold, in minor units. */
const MAX_AMOUNT = 2 ** 32 - 2

const fractionDigits = new Map<string, number>()

/** Decimals of a currency: 2 for GBP, 0 for JPY, and 2 where it is not known. */
function digitsOf(currency: string): number {
  let digits = fractionDigits.get(currency)
  if (digits === undefined) {
    digits = currency === '' ? 2 : fractionDigitsOf(currency)
    fractionDigits.set(currency, digits)
  }
  return digits
}

function fractionDigitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** A price in minor units, undefined where none is left: it rounds to nothing or is beyond what can be stored. */
export function money(price: number, currency: string): Money | undefined {
  const amount = Math.round(Number((price * 10 ** digitsOf(currency)).toPrecision(15)))
  return amount > 0 && amount <= MAX_AMOUNT ? { amount, currency } : undefined
}

/** Codes that are no words in a header, as ALL, TRY and TOP are. */
const CODES = new Set(
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR JPY KRW MXN NOK NZD PLN SEK SGD TWD USD ZAR'.split(' '),
)
const CURRENCY_WORDS = new Map([
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['YEN', 'JPY'],
  ['円', 'JPY'],
])

/** The currency that a column of prices names in its header, as price_usd and Price_euros do. */
export function currencyNamed(header: string): string | undefined {
  const words = header
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}]+/u)
  return words
    .map(word => (CODES.has(word) ? word : CURRENCY_WORDS.get(word)))
    .find(code => code !== undefined)
}
