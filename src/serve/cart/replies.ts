import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { cart } from '../answers.ts'
import { bodyFormOf } from '../body.ts'
import { type HotOptions, hotReply, noModelReply } from '../hot.ts'
import type { Fault } from '../params.ts'
import { badParameters, problemReply, UNSUPPORTED_FORM } from '../problems.ts'
import type { Reply } from '../reply.ts'
import { replyToPost } from '../respond.ts'
import { targetOf } from '../target.ts'
import { readPostedCart } from './posted.ts'
import { parseCartRequest } from './request.ts'

/** From a request about a cart to its answer, in one go. */
export function cartReplies(options: HotOptions) {
  const { current, defaults } = options

  return (incoming: IncomingMessage): Reply => {
    const model = current()
    if (model === undefined) return noModelReply()
    const request = parseCartRequest(targetOf(incoming), defaults.locale)
    if ('faults' in request) return problemReply(badParameters(request.faults))
    return hotReply(options, incoming, model, request.locale, () => cart(model, request))
  }
}

/** What is asked in two places would be asked in one of them for nothing. */
const NO_QUERY: Fault = { parameter: 'query', detail: 'expected none: the body says all that is asked' }

/** From a cart in the body of a request, which has to be waited for, to its answer. */
export function postedCartReplies({ current, defaults }: HotOptions) {
  return async (c: Context<{ Bindings: HttpBindings }>): Promise<Reply> => {
    const { headers } = c.env.incoming
    if (targetOf(c.env.incoming).includes('?')) return problemReply(badParameters([NO_QUERY]))
    const form = bodyFormOf(headers['content-type'])
    if (form === undefined) return problemReply(UNSUPPORTED_FORM)
    const request = await readPostedCart(c, form, defaults.locale)
    if ('faults' in request) return problemReply(badParameters(request.faults))
    const model = current() // only now: it may have changed while the body came
    if (model === undefined) return noModelReply()
    return replyToPost(headers.accept, cart(model, request))
  }
}
