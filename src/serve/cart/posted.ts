import type { Context } from 'hono'
import { type BodyForm, checkBody, readBody } from '../body.ts'
import type { Fault } from '../params.ts'
import type { Locale } from '../reasons.ts'
import { cartBody, MAX_EXCLUDED } from './contract.ts'
import { type CartRequest, MAX_LINES, merged } from './request.ts'

/** The request in the body of a POST, or every fault in it. */
export async function readPostedCart(
  c: Context,
  form: BodyForm,
  locale: Locale,
): Promise<CartRequest | { readonly faults: readonly Fault[] }> {
  const read = await readBody(c, form)
  if ('faults' in read) return read
  const overlong = overlongLists(read.body)
  if (overlong.length > 0) return { faults: overlong }
  const checked = checkBody(read.body, cartBody)
  if ('faults' in checked) return checked
  const { items, ...wanted } = checked.body
  const faults: Fault[] = []
  const lines = merged(items, faults)
  return faults.length > 0 ? { faults } : { ...wanted, locale: wanted.locale ?? locale, lines }
}

const MAX_ENTRIES = { items: MAX_LINES, exclude: MAX_EXCLUDED }

/** Lists that are too long are not looked through: a small body could name more faults than an answer should hold. */
function overlongLists(body: unknown): Fault[] {
  return Object.entries(MAX_ENTRIES).flatMap(([parameter, max]) => {
    const list = (body as Readonly<Record<string, unknown>> | null | undefined)?.[parameter]
    if (!Array.isArray(list) || list.length <= max) return []
    return [{ parameter, detail: `got ${list.length} entries, expected ${max} at most` }]
  })
}
