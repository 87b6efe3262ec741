const EVERY_MS = 10_000

/** Tells of something that may happen thousands of times a second: at once, then every ten seconds at most. */
export function seldom(tell: (times: number) => void): () => void {
  let times = 0
  let last = Number.NEGATIVE_INFINITY
  return () => {
    times++
    const now = performance.now()
    if (now - last < EVERY_MS) return
    tell(times)
    last = now
    times = 0
  }
}
