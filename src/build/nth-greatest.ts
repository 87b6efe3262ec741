/**
 * The n-th greatest value, the greatest for n = 1; the values are put into another order. Between 1 and their number.
 * Source: C. A. R. Hoare, Algorithm 65: Find, Communications of the ACM, 1961. Linear on average.
 */
export function nthGreatest(values: Float64Array, n: number): number {
  const wanted = n - 1
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i > j) break
      const value = values[i]!
      values[i++] = values[j]!
      values[j--] = value
    }
    // low … j are the pivot or above it, i … high the pivot or below
    if (wanted <= j) high = j
    else if (wanted >= i) low = i
    else break
  }
  return values[wanted]!
}
