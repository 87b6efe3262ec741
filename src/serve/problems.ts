import type { Fault } from './params.ts'
import { type Reply, replyWith } from './reply.ts'

/** An RFC 9457 problem document. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly Fault[]
}

/** The answer that carries a problem; never cached, because the next attempt may go well. */
export function problemReply(problem: Problem, headers?: Readonly<Record<string, string>>): Reply {
  return replyWith(problem.status, JSON.stringify(problem), {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...headers,
  })
}

export function badParameters(faults: readonly Fault[]): Problem {
  const names = [...new Set(faults.map(fault => fault.parameter))].join(', ')
  return {
    type: 'urn:issho:problem:bad-parameters',
    title: 'Bad parameters',
    status: 400,
    detail: `the request was not understood, see errors for each of: ${names}`,
    errors: faults,
  }
}

/** A request whose target or host is no URL at all. */
export const BAD_TARGET: Problem = {
  type: 'urn:issho:problem:bad-target',
  title: 'Bad request target',
  status: 400,
  detail: 'the request target and the Host header make no valid URL',
}

/** A body that says of itself that it is neither JSON nor MessagePack, or does not say. */
export const UNSUPPORTED_FORM: Problem = {
  type: 'urn:issho:problem:unsupported-media-type',
  title: 'Unsupported media type',
  status: 415,
  detail: 'expected a body with Content-Type: application/json or application/msgpack',
}

export function unknownRoute(path: string): Problem {
  return {
    type: 'urn:issho:problem:unknown-route',
    title: 'Unknown route',
    status: 404,
    detail: `there is nothing at ${path}; /openapi.json lists the routes`,
  }
}

export function unknownItem(id: string): Problem {
  return {
    type: 'urn:issho:problem:unknown-item',
    title: 'Unknown item',
    status: 404,
    detail: `the model does not know item ${JSON.stringify(id)}, and fallback=none asks for nothing else`,
  }
}

export function methodNotAllowed(method: string, path: string, allowed: string): Problem {
  return {
    type: 'urn:issho:problem:method-not-allowed',
    title: 'Method not allowed',
    status: 405,
    detail: `${path} answers ${allowed}, not ${method}`,
  }
}

export const UNEXPECTED: Problem = {
  type: 'urn:issho:problem:unexpected',
  title: 'Unexpected error',
  status: 500,
  detail: 'the service made a mistake; its log says more',
}

export const NO_MODEL: Problem = {
  type: 'urn:issho:problem:no-model',
  title: 'No model',
  status: 503,
  detail: 'no model is loaded yet; try again in a few seconds',
}
