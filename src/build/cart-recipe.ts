/** How a cart's suggestions are blended, all numbers. The parts are made comparable by their greatest score. */
export type CartRecipe = {
  /** Orders like the cart that speak for their items. */
  readonly cartNeighbours: number
  /** Their share of the blend; the rest is the lists' of the items in the cart. 0 to 1. */
  readonly cartNeighbourShare: number
  /** Popularity exponent of what they say. */
  readonly cartBeta: number
  /** What a customer bought before counts so much beside the blend, where he is known. */
  readonly cartHabitShare: number
}

/** What pays in every shop that was tried: docs/tried.md. */
export const DEFAULT_CART_RECIPE: CartRecipe = {
  cartNeighbours: 300,
  cartNeighbourShare: 0.5,
  cartBeta: 0.1,
  cartHabitShare: 0.5,
}
