import type { Fault } from '../params.ts'
import type { Problem } from '../problems.ts'

export const UNAUTHORIZED: Problem = {
  type: 'urn:issho:problem:unauthorized',
  title: 'Unauthorized',
  status: 401,
  detail: 'expected the header Authorization: Bearer with the admin token',
}

/** A page of another site that got its own name resolved to this machine. */
export const FOREIGN_HOST: Problem = {
  type: 'urn:issho:problem:foreign-host',
  title: 'Foreign host',
  status: 403,
  detail: 'without an admin token the Host header must name this machine: localhost, 127.0.0.1 or [::1]',
}

export function tooLarge(maxBytes: number): Problem {
  return {
    type: 'urn:issho:problem:too-large',
    title: 'Body too large',
    status: 413,
    detail: `the body has more than ${maxBytes} bytes; send it in several requests`,
  }
}

export function badBody(faults: readonly Fault[]): Problem {
  return {
    type: 'urn:issho:problem:bad-body',
    title: 'Bad body',
    status: 400,
    detail: 'nothing was set; see errors for each fault of the request',
    errors: faults,
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** What was set could not be written down. */
export function notKept({ code }: NodeJS.ErrnoException): Problem {
  if (FULL.includes(code ?? '')) {
    return {
      type: 'urn:issho:problem:disk-full',
      title: 'Disk full',
      status: 507,
      detail: 'nothing was set: the disk that keeps it is full',
    }
  }
  return {
    type: 'urn:issho:problem:not-kept',
    title: 'Not kept',
    status: 503,
    detail: 'nothing was set: it could not be written down; the log of the service says why',
  }
}
