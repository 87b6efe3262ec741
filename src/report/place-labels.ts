/** A label and the point it names, in pixels. */
export type Label = { readonly x: number; readonly y: number; readonly width: number }

/** Where the middle of a label's text goes, and whether that is so far away that a line should lead there. */
export type Place = { readonly x: number; readonly y: number; readonly isFar: boolean }

export type Frame = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const HEIGHT = 15
const DOT = 6
const NEAR = 9
const DISTANCES = [NEAR, 20, 34, 50, 68, 90]
/** Directions in the order of liking: right, left, above, below, then between. */
const DIRECTIONS = [0, 8, 12, 4, 15, 1, 9, 7, 14, 2, 10, 6, 13, 3, 11, 5].map(step => (step * Math.PI) / 8)

/**
 * A place for each label, greedily in their order: the nearest one where it covers no point and no label placed before
 * and stays in the frame; where there is none, the one that covers least.
 */
export function placeLabels(labels: readonly Label[], frame: Frame): Place[] {
  const taken: Frame[] = labels.map(({ x, y }) => ({
    left: x - DOT,
    right: x + DOT,
    top: y - DOT,
    bottom: y + DOT,
  }))
  return labels.map(label => {
    let best: { readonly box: Frame; readonly cost: number; readonly distance: number } | undefined
    for (const distance of DISTANCES) {
      for (const direction of DIRECTIONS) {
        const box = boxAt(label, distance, direction)
        const cost = taken.reduce((sum, other) => sum + overlap(box, other), outside(box, frame))
        if (!best || cost < best.cost) best = { box, cost, distance }
      }
      if (best?.cost === 0) break
    }
    const { box, distance } = best!
    taken.push(box)
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, isFar: distance > NEAR }
  })
}

/** The box of a label that begins `distance` away from its point. */
function boxAt({ x, y, width }: Label, distance: number, direction: number): Frame {
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)]
  const centreX = x + cos * (distance + width / 2)
  const centreY = y + sin * (distance + HEIGHT / 2)
  return {
    left: centreX - width / 2,
    right: centreX + width / 2,
    top: centreY - HEIGHT / 2,
    bottom: centreY + HEIGHT / 2,
  }
}

/** Area that two boxes share. */
function overlap(a: Frame, b: Frame): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return wide > 0 && high > 0 ? wide * high : 0
}

/** Area outside the frame; it counts tenfold, a label cut off cannot be read at all. */
function outside(box: Frame, frame: Frame): number {
  const area = (box.right - box.left) * (box.bottom - box.top)
  return 10 * (area - overlap(box, frame))
}

/** The same heights, moved apart until each two are `gap` away from each other; from `top` to `bottom` if they fit. */
export function spread(heights: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = [...heights.keys()].sort((a, b) => heights[a]! - heights[b]! || a - b)
  const placed = new Array<number>(heights.length)
  let free = top
  for (const at of order) {
    placed[at] = Math.max(heights[at]!, free)
    free = placed[at]! + gap
  }
  let limit = bottom
  for (const at of order.toReversed()) {
    placed[at] = Math.min(placed[at]!, limit)
    limit = placed[at]! - gap
  }
  return placed
}
