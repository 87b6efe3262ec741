/** What a turn starts from before it has seen a request. */
const USUAL_US = 50

/** One request counts at most this many times the mean: the process was paused, the work did not get dearer. */
const MAX_TIMES_MEAN = 8

/** Weight of a request in the running mean. */
const WEIGHT = 1 / 1024

/** A turn of up to so many times `maxTurnMs` is answered whole where none was too full lately: it follows a pause. */
const AFTER_PAUSE = 4

/** For so many turns after one that was too full the next ones are held to `maxTurnMs`: refusing empties the queue. */
const WARY_TURNS = 100

/**
 * Decides which requests are shed. Answers are made one after the other, so that a queue is what one turn of the event
 * loop finds to be read from its sockets. A turn is too full where that would take longer than `maxTurnMs` at the mean
 * cost of the last thousand requests; in those that follow, what does not fit is refused. A request then waits for one
 * turn at most. A pause (another process, the garbage collector, a model being loaded) is followed by one turn that is
 * too full, then by others that are not: that is no overload.
 */
export function createTurn(maxTurnMs: number) {
  const maxUs = maxTurnMs * 1000
  let meanUs = USUAL_US
  let count = 0
  let waryTurns = 0
  let allowedUs = AFTER_PAUSE * maxUs
  const end = () => {
    if (count * meanUs > maxUs) waryTurns = WARY_TURNS
    else if (waryTurns > 0) waryTurns--
    allowedUs = waryTurns > 0 ? maxUs : AFTER_PAUSE * maxUs
    count = 0
  }
  return {
    /** Whether one more request is answered in this turn; the first always is. */
    admits(): boolean {
      if (count === 0) setImmediate(end)
      count++
      return count === 1 || count * meanUs <= allowedUs
    },
    /** What a request that was answered took. */
    took(us: number): void {
      meanUs += (Math.min(us, MAX_TIMES_MEAN * meanUs) - meanUs) * WEIGHT
    },
  }
}

export type Turn = ReturnType<typeof createTurn>
