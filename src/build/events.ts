/** What a visitor did with an item. The code in the arrays is the place in this list. */
export const EVENT_KINDS = ['view', 'cart', 'purchase'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const VIEW = EVENT_KINDS.indexOf('view')
export const PURCHASE = EVENT_KINDS.indexOf('purchase')

/**
 * What visitors did, session by session, in the order of the sessions' first events and then of their ids. Shape:
 * compressed rows.
 */
export type Events = {
  /** Length numSessions + 1: session s holds the events start[s] … start[s + 1], the end exclusive. */
  readonly start: Uint32Array
  /** Item numbers, by time within a session; of one moment views before carts before purchases. */
  readonly item: Uint32Array
  /** Places in EVENT_KINDS. */
  readonly kind: Uint8Array
  /** In seconds since 1970. */
  readonly occurredAt: Float64Array
}

/** These sessions in this order. */
export function pickSessions(events: Events, sessions: readonly number[]): Events {
  const start = [0]
  const places: number[] = []
  for (const s of sessions) {
    for (let at = events.start[s]!; at < events.start[s + 1]!; at++) places.push(at)
    start.push(places.length)
  }
  return {
    start: Uint32Array.from(start),
    item: Uint32Array.from(places, at => events.item[at]!),
    kind: Uint8Array.from(places, at => events.kind[at]!),
    occurredAt: Float64Array.from(places, at => events.occurredAt[at]!),
  }
}
