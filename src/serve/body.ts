import type { Context } from 'hono'
import { Unpackr } from 'msgpackr/unpack'
import type { z } from 'zod'
import type { Fault } from './params.ts'
import { MESSAGE_PACK } from './respond.ts'

/** A form that bodies of requests may have. */
export type BodyForm = 'JSON' | 'MessagePack'

/** The form that a Content-Type header names; undefined where it names another, or is missing. */
export function bodyFormOf(contentType = ''): BodyForm | undefined {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase()
  if (type === 'application/json') return 'JSON'
  return MESSAGE_PACK.test(type) ? 'MessagePack' : undefined
}

/** MessagePack as others write it too: no records, and maps are objects. */
const messagePack = new Unpackr({ useRecords: false, mapsAsObjects: true })

type Read<T> = { readonly body: T } | { readonly faults: readonly Fault[] }

/** What the body of a request says in this form, whatever that is, or why it says nothing. */
export async function readBody(c: Context, form: BodyForm): Promise<Read<unknown>> {
  try {
    const body =
      form === 'MessagePack'
        ? messagePack.unpack(Buffer.from(await c.req.arrayBuffer()))
        : JSON.parse(await c.req.text())
    return { body }
  } catch (error) {
    return { faults: [{ parameter: 'body', detail: `is not ${form}: ${(error as Error).message}` }] }
  }
}

/** A body that is as the schema says, or every fault in it, by the path of its member. */
export function checkBody<T>(body: unknown, schema: z.ZodType<T>): Read<T> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { body: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) => ({
    parameter: path.length > 0 ? path.join('.') : 'body',
    detail: message,
  }))
  return { faults }
}
