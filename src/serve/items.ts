import type { IncomingMessage } from 'node:http'
import { findItem } from '../format/ids.ts'
import { NONE } from '../format/layout.ts'
import type { Answer } from './answers.ts'
import { type HotOptions, hotReply, noModelReply } from './hot.ts'
import { knowsAudience, unknownSegment } from './moment.ts'
import { parseItemRequest } from './params.ts'
import { badParameters, problemReply, unknownItem } from './problems.ts'
import type { Reply } from './reply.ts'
import { targetOf } from './target.ts'

/** From a request about an item to its answer, in one go. */
export function itemReplies(options: HotOptions) {
  const { current, defaults } = options

  return (answer: Answer, incoming: IncomingMessage): Reply => {
    const model = current()
    if (model === undefined) return noModelReply()
    const request = parseItemRequest(targetOf(incoming), defaults.locale)
    if ('faults' in request) return problemReply(badParameters(request.faults))
    if (request.segment !== undefined && !knowsAudience(model.segments, request.segment)) {
      return problemReply(badParameters([unknownSegment(model.segments!, request.segment)]))
    }
    const item = findItem(model.items.columns, request.id)
    if (item === NONE && request.fallback === 'none') return problemReply(unknownItem(request.id))
    return hotReply(options, incoming, model, request.locale, () => answer({ model, item, request }))
  }
}
