/** How often a model was loaded or refused since the start. */
export function createModelTally() {
  const counts = { loads: 0, refusals: 0 }
  return {
    get loads() {
      return counts.loads
    },
    get refusals() {
      return counts.refusals
    },
    countLoad: () => void counts.loads++,
    countRefusal: () => void counts.refusals++,
  }
}

export type ModelTally = ReturnType<typeof createModelTally>
