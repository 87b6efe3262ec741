import type { IncomingMessage } from 'node:http'
import { findItem } from '../format/ids.ts'
import { NONE } from '../format/layout.ts'
import type { Answer } from './answers.ts'
import type { AnswerCache } from './cache/answer-cache.ts'
import { cacheKeyOf } from './cache/cached.ts'
import type { Finished } from './cache/entry.ts'
import { countSource } from './metrics/sources.ts'
import type { ServedModel } from './model.ts'
import { knowsAudience, unknownSegment } from './moment.ts'
import { parseItemRequest } from './params.ts'
import { badParameters, NO_MODEL, problemReply, unknownItem } from './problems.ts'
import type { Locale } from './reasons.ts'
import type { Reply } from './reply.ts'
import { replyFromModel } from './respond.ts'
import { targetOf } from './target.ts'

export type ItemsOptions = {
  /** The model in use, undefined until the first one is loaded. */
  readonly current: () => ServedModel | undefined
  readonly defaults: { readonly locale: Locale }
  /** Where finished answers are kept; nowhere where absent. */
  readonly cache?: AnswerCache | undefined
}

const RETRY_AFTER_SECONDS = '5'

/** From a request about an item to its answer, in one go. */
export function itemReplies({ current, defaults, cache }: ItemsOptions) {
  const offer = (incoming: IncomingMessage, model: ServedModel, answer: Finished) => {
    if (answer.source !== undefined) countSource(answer.source)
    const key = cacheKeyOf(incoming)
    if (key !== undefined) cache?.offer(model.tag, key, answer)
  }

  return (answer: Answer, incoming: IncomingMessage): Reply => {
    const { headers } = incoming
    const target = targetOf(incoming)
    const model = current()
    if (model === undefined) return problemReply(NO_MODEL, { 'retry-after': RETRY_AFTER_SECONDS })
    const request = parseItemRequest(target, defaults.locale)
    if ('faults' in request) return problemReply(badParameters(request.faults))
    if (request.segment !== undefined && !knowsAudience(model.segments, request.segment)) {
      return problemReply(badParameters([unknownSegment(model.segments!, request.segment)]))
    }
    const item = findItem(model.items.columns, request.id)
    if (item === NONE && request.fallback === 'none') return problemReply(unknownItem(request.id))
    const asked = { target, accept: headers.accept, ifNoneMatch: headers['if-none-match'] }
    return replyFromModel(
      model,
      asked,
      request.locale,
      () => answer({ model, item, request }),
      answered => offer(incoming, model, answered),
    )
  }
}
