import type { Out } from './out.ts'
import { type Piece, pieceInQuotes, pieceOf } from './piece.ts'
import type { Locale } from './reasons.ts'

/** A currency as shoppers of one language write it. */
export type Currency = {
  readonly code: string
  /** What names it behind an amount: `,"currency":"JPY"`. */
  readonly member: Piece
  /** Writes an amount in minor units, 0 or more, into a JSON string: 1295 is £12.95, ¥1,295 or 1,295円. */
  readonly write: (out: Out, amount: number) => void
}

/** Undefined where the code is none of ISO 4217's form. */
export function currencyOf(code: string, locale: Locale): Currency | undefined {
  if (!/^[A-Z]{3}$/.test(code)) return undefined
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code })
  const decimals = format.resolvedOptions().maximumFractionDigits!
  const [prefix, suffix] = locale === 'ja' && code === 'JPY' ? ['', '円'] : affixesOf(format)
  const [before, after] = [prefix, suffix].map(pieceInQuotes)
  return {
    code,
    member: pieceOf(`,"currency":"${code}"`),
    write(out, amount) {
      out.raw(before!)
      writeGrouped(out, Math.floor(amount / 10 ** decimals))
      if (decimals > 0) {
        out.ascii('.')
        for (let place = decimals; place > 0; place--) {
          out.integer(Math.floor(amount / 10 ** (place - 1)) % 10)
        }
      }
      out.raw(after!)
    },
  }
}

/** What stands before and behind the digits. */
function affixesOf(format: Intl.NumberFormat): [prefix: string, suffix: string] {
  const parts = format.formatToParts(1)
  const first = parts.findIndex(({ type }) => type === 'integer')
  const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction')
  const text = (pieces: readonly Intl.NumberFormatPart[]) => pieces.map(({ value }) => value).join('')
  return [text(parts.slice(0, first)), text(parts.slice(last + 1))]
}

/** 1,234,567: as English and Japanese write it. */
function writeGrouped(out: Out, n: number): void {
  if (n < 1000) {
    out.integer(n)
    return
  }
  writeGrouped(out, Math.floor(n / 1000))
  const rest = n % 1000
  out.ascii(rest < 10 ? ',00' : rest < 100 ? ',0' : ',').integer(rest)
}
