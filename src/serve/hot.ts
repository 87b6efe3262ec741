import type { IncomingMessage } from 'node:http'
import type { Answered } from './answers.ts'
import type { AnswerCache } from './cache/answer-cache.ts'
import { cacheKeyOf } from './cache/cached.ts'
import { countSource } from './metrics/sources.ts'
import type { ServedModel } from './model.ts'
import { NO_MODEL, problemReply } from './problems.ts'
import type { Locale } from './reasons.ts'
import type { Reply } from './reply.ts'
import { replyFromModel } from './respond.ts'
import { targetOf } from './target.ts'

export type HotOptions = {
  /** The model in use, undefined until the first one is loaded. */
  readonly current: () => ServedModel | undefined
  readonly defaults: { readonly locale: Locale }
  /** Where finished answers are kept; nowhere where absent. */
  readonly cache?: AnswerCache | undefined
}

const RETRY_AFTER_SECONDS = '5'

export function noModelReply(): Reply {
  return problemReply(NO_MODEL, { 'retry-after': RETRY_AFTER_SECONDS })
}

/** The answer to a hot request, which is offered to the cache. */
export function hotReply(
  { cache }: HotOptions,
  incoming: IncomingMessage,
  model: ServedModel,
  locale: Locale,
  render: () => Answered,
): Reply {
  const { headers } = incoming
  const asked = {
    target: targetOf(incoming),
    accept: headers.accept,
    ifNoneMatch: headers['if-none-match'],
  }
  return replyFromModel(model, asked, locale, render, answered => {
    if (answered.source !== undefined) countSource(answered.source)
    const key = cacheKeyOf(incoming)
    if (key !== undefined) cache?.offer(model.tag, key, answered)
  })
}
