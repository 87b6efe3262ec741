/*
 * Attributes of one item, from the JSON objects that its row holds. Whatever a file says, an item keeps to a size: what
 * is beyond is left out and counted, since half a value would equal what it does not.
 */

const MAX_KEYS = 200
const MAX_KEY_LENGTH = 100
const MAX_VALUE_LENGTH = 500
const EMPTY = new Set(['', '[]', '{}'])

export type Attributes = {
  /** The attributes of an item: the first object's go before the others'; undefined where there are none. */
  of(...objects: readonly (string | null)[]): Record<string, string> | undefined
  /** What was left out, as sentences. */
  notices(): string[]
}

/** Reads the attributes of all items, one after the other; equal values share their memory. */
export function createAttributes(): Attributes {
  const known = new Map<string, string>()
  let numCrowded = 0
  let numLong = 0
  return {
    of(...objects) {
      const entries = new Map<string, string>()
      let isCrowded = false
      for (const [key, value] of objects.flatMap(json => entriesOf(json))) {
        if (entries.has(key)) continue
        if (key.length > MAX_KEY_LENGTH || value.length > MAX_VALUE_LENGTH) numLong++
        else if (entries.size === MAX_KEYS) isCrowded = true
        else entries.set(key, shared(known, value))
      }
      if (isCrowded) numCrowded++
      return entries.size > 0 ? Object.fromEntries(entries) : undefined
    },
    notices() {
      return [
        ...(numCrowded > 0
          ? [`${numCrowded} items have more than ${MAX_KEYS} attributes; of each the first ${MAX_KEYS} count`]
          : []),
        ...(numLong > 0
          ? [`${numLong} attributes of more than ${MAX_VALUE_LENGTH} characters are left out`]
          : []),
      ]
    },
  }
}

function shared(known: Map<string, string>, value: string): string {
  const same = known.get(value)
  if (same === undefined) known.set(value, value)
  return same ?? value
}

/** A JSON object's values as text, without the empty ones; nothing where it is no object. */
export function entriesOf(json: string | null): [string, string][] {
  const parsed = json === null ? undefined : parseJson(json)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return []
  return Object.entries(parsed).flatMap(([key, value]) => {
    const text = typeof value === 'object' ? (value === null ? '' : JSON.stringify(value)) : String(value)
    return EMPTY.has(text.trim()) ? [] : [[key, text]]
  })
}

export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
