/** The mean of numbers, 0 of none. */
export function mean(numbers: Iterable<number>): number {
  let sum = 0
  let count = 0
  for (const n of numbers) {
    sum += n
    count++
  }
  return count === 0 ? 0 : sum / count
}
