import { type Fault, notA } from './faults.ts'

/** Why a row of an event file is no event, as FAULTS are for order lines. */
export const EVENT_FAULTS: readonly Fault[] = [
  { kind: 'rejected', reason: 'the line is not a JSON object', when: 'is_unreadable' },
  { kind: 'rejected', reason: 'event is empty', when: 'event is null' },
  {
    kind: 'set-aside',
    reason: 'the event is neither view, cart nor purchase',
    when: 'is_other',
    value: 'event',
  },
  {
    kind: 'rejected',
    reason: 'event is not known',
    when: 'kind is null',
    value: 'event',
    sentence: `'event "' || event || '" is not known, expected view, cart or purchase'`,
  },
  { kind: 'rejected', reason: 'item_id is empty', when: 'item_id is null' },
  {
    kind: 'rejected',
    reason: 'session_id and customer_id are empty',
    when: 'session_id is null and customer_id is null',
  },
  {
    kind: 'rejected',
    reason: 'occurred_at is empty',
    when: 'occurred_at is null and occurred_at_raw is null',
  },
  notA('occurred_at', 'date'),
  notA('price', 'number'),
]
