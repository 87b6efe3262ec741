/** Fifty lines of fifty neighbours, as most models have them at most. */
const NUM_OFFERS = 2500

/**
 * Offers of items by lines of a cart, taken best first: the greatest score, then the lowest item, then the lowest line. A
 * binary heap over columns that are used again: with an object for each offer, a Map and a sort an answer took three
 * times as long, and every thousandth 2 ms and more, for the garbage.
 */
export class BestFirst {
  #score = new Float64Array(NUM_OFFERS)
  #item = new Uint32Array(NUM_OFFERS)
  #line = new Uint32Array(NUM_OFFERS)
  #place = new Uint32Array(NUM_OFFERS)
  #heap = new Uint32Array(NUM_OFFERS)
  /** Offers ever made, and those of them that are left. */
  #numMade = 0
  #numLeft = 0

  clear(): void {
    this.#numMade = 0
    this.#numLeft = 0
  }

  /** To be done before the first is taken; `place` is the caller's own. */
  add(score: number, item: number, line: number, place: number): void {
    const offer = this.#numMade++
    if (offer === this.#score.length) this.#grow()
    this.#score[offer] = score
    this.#item[offer] = item
    this.#line[offer] = line
    this.#place[offer] = place
    const heap = this.#heap
    let at = this.#numLeft++
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = heap[(at - 1) >> 1]!
      if (!this.#isBefore(offer, parent)) break
      heap[at] = parent
    }
    heap[at] = offer
  }

  /** How many are left. */
  get size(): number {
    return this.#numLeft
  }

  /** The number of the best that is left, which then is no more; there must be one. */
  take(): number {
    const heap = this.#heap
    const best = heap[0]!
    const numLeft = --this.#numLeft
    const moved = heap[numLeft]!
    let at = 0
    for (let child = 1; child < numLeft; child = 2 * at + 1) {
      if (child + 1 < numLeft && this.#isBefore(heap[child + 1]!, heap[child]!)) child++
      if (!this.#isBefore(heap[child]!, moved)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = moved
    return best
  }

  scoreOf(offer: number): number {
    return this.#score[offer]!
  }

  itemOf(offer: number): number {
    return this.#item[offer]!
  }

  lineOf(offer: number): number {
    return this.#line[offer]!
  }

  placeOf(offer: number): number {
    return this.#place[offer]!
  }

  #isBefore(one: number, other: number): boolean {
    const difference = this.#score[one]! - this.#score[other]!
    if (difference !== 0) return difference > 0
    const [item, otherItem] = [this.#item[one]!, this.#item[other]!]
    return item < otherItem || (item === otherItem && this.#line[one]! < this.#line[other]!)
  }

  #grow(): void {
    const length = 2 * this.#score.length
    const grown = (column: Uint32Array) => {
      const longer = new Uint32Array(length)
      longer.set(column)
      return longer
    }
    const score = new Float64Array(length)
    score.set(this.#score)
    this.#score = score
    this.#item = grown(this.#item)
    this.#line = grown(this.#line)
    this.#place = grown(this.#place)
    this.#heap = grown(this.#heap)
  }
}
