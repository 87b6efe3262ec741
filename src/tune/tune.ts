import { DEFAULT_CART_RECIPE } from '../build/cart-recipe.ts'
import { DEFAULT_RECIPE, type Recipe } from '../build/score.ts'
import type { Baskets, Item } from '../build/shop.ts'
import { type Choice, listsOf } from '../evaluate/ours/issho.ts'
import { questionsOf } from '../evaluate/questions.ts'
import { lastWindow, type SplitBy, splitByOf } from '../evaluate/windows.ts'
import { type CartFigures, createCartJudge } from './carts.ts'
import { createPageJudge, type PageFigures } from './pages.ts'
import { newestWithin } from './sample.ts'
import { type Grid, searchAll, searchOptions } from './search.ts'

/** The chosen recipes; `how` tells what they were chosen on, or why they are the standard ones. */
export type Tuned = Choice & {
  /** What the chosen recipes reached on the orders that they were chosen on; absent where nothing was chosen. */
  readonly expected?: PageFigures & Partial<CartFigures>
}

export type TuneOptions = {
  /** What is not to be chosen. */
  readonly fixed?: Partial<Recipe>
  readonly splitBy?: SplitBy
  /** What is known of the items, by number. */
  readonly catalogue?: readonly Item[] | undefined
  /** Work to spend, in seconds of a plain machine. No clock is read: same orders, same choice. */
  readonly budgetSeconds?: number
  readonly onProgress?: (done: number, total: number) => void
}

const SEED = 42
const MIN_QUESTIONS = 300
const MAX_PAGE_QUESTIONS = 8000
const MAX_CART_QUESTIONS = 2000
const ROUNDS = 2

/** Looked at first, and once: each value means counting anew. */
const WEIGHING_GRID = {
  sizeExponent: [0, 0.5, 1],
  halfLifeDays: [0, 360, 180],
} satisfies Grid<Recipe>
const RANKING_GRID = {
  prior: [0, 10, 30, 50],
  beta: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5],
} satisfies Grid<Recipe>

const CART_GRID = {
  cartNeighbours: [100, 200, 300, 500],
  cartNeighbourShare: [0, 0.25, 0.5, 0.75, 1],
  cartBeta: [0, 0.1, 0.2],
}
const HABIT_SHARES = [0, 0.25, 0.5, 1]

/** What a shop could do instead of choosing: plain confidence, a random walk, and lists that weigh sizes alone. */
const PLAIN: readonly Partial<Recipe>[] = [
  { sizeExponent: 0, halfLifeDays: 0, prior: 0, beta: 0 },
  { sizeExponent: 1, halfLifeDays: 0, prior: 0, beta: 0.1 },
  { sizeExponent: 0.5, halfLifeDays: 0, prior: 0, beta: 0 },
]

/** So much of the best plain recipe's hit rate must be kept, whatever else is won. */
const LEAST_SHARE = 0.99

/**
 * The recipes that answer best what was bought last, learnt from what was bought before. Pages: 99 % of the hit rate of
 * the best plain recipe or more, and then the most of hit rate × √stratified × coverage^⅛. Carts: hit rate and
 * reciprocal rank alike.
 */
export function tune(all: Baskets, numItems: number, options: TuneOptions = {}): Tuned {
  const { fixed = {}, splitBy = splitByOf(all), budgetSeconds = 30, catalogue } = options
  const standard = { page: { ...DEFAULT_RECIPE, ...fixed }, cart: DEFAULT_CART_RECIPE }
  const { baskets, isSampled } = newestWithin(all, numItems, budgetSeconds)
  const { training, heldOut } = lastWindow(baskets, numItems, splitBy, catalogue)
  const ask = (protocol: Parameters<typeof questionsOf>[1], max: number) =>
    questionsOf({ training, heldOut }, protocol, SEED, max)
  const pages = ask('product page', MAX_PAGE_QUESTIONS)
  if (pages.length < MIN_QUESTIONS) {
    return {
      recipes: standard,
      how: `the standard recipe: ${pages.length} orders of two items or more could be asked about, a choice needs ${MIN_QUESTIONS}`,
    }
  }

  const page = choosePage(createPageJudge(training, pages), standard.page, fixed, splitBy === 'time')
  const carts = ask('cart', MAX_CART_QUESTIONS)
  const known = training.baskets.customer ? ask('cart, known customer', MAX_CART_QUESTIONS) : []
  const cart = chooseCart()
  return {
    recipes: { page: page.recipe, cart: cart.recipe },
    how: `chosen on ${pages.length} questions about ${WINDOW[splitBy]}${isSampled ? ' of the newest orders' : ''}`,
    expected: { ...page.figures, ...cart.figures },
  }

  function chooseCart() {
    const lists = listsOf(training, page.recipe)
    const judge = createCartJudge(training, lists, carts, CART_GRID.cartNeighbours)
    const base = judge(standard.cart)
    const worth = ({ hitRate20, mrr20 }: CartFigures, to: CartFigures) =>
      hitRate20 / (to.hitRate20 || 1) + mrr20 / (to.mrr20 || 1)
    const blend = searchOptions(standard.cart, CART_GRID, ROUNDS, recipe => worth(judge(recipe), base))
    if (known.length < MIN_QUESTIONS) return { recipe: blend, figures: judge(blend) }
    const judgeKnown = createCartJudge(training, lists, known, [blend.cartNeighbours])
    const baseKnown = judgeKnown(blend)
    const recipe = searchOptions(blend, { cartHabitShare: HABIT_SHARES }, 1, other =>
      worth(judgeKnown(other), baseKnown),
    )
    return { recipe, figures: judge(blend) }
  }
}

const WINDOW: { readonly [S in SplitBy]: string } = {
  time: 'the last tenth of the orders',
  customer: "each customer's last order",
  file: 'the last tenth of the file',
}

function choosePage(
  judge: (recipe: Recipe) => PageFigures,
  standard: Recipe,
  fixed: Partial<Recipe>,
  isDated: boolean,
): { readonly recipe: Recipe; readonly figures: PageFigures } {
  const best = Math.max(...PLAIN.map(plain => judge({ ...standard, ...plain, ...fixed }).hitRate10))
  const worth = ({ hitRate10, stratifiedHitRate10, coverage10 }: PageFigures) =>
    hitRate10 < LEAST_SHARE * best
      ? hitRate10 - 1 // below all that are good enough, the more the better
      : hitRate10 * stratifiedHitRate10 ** (1 / 2) * coverage10 ** (1 / 8)
  const worthOf = (recipe: Recipe) => worth(judge(recipe))
  const open = (grid: Grid<Recipe>) =>
    Object.fromEntries(
      Object.entries(grid).filter(([key]) => !(key in fixed) && (isDated || key !== 'halfLifeDays')),
    ) as Grid<Recipe>
  const weighed = searchOptions(standard, open(WEIGHING_GRID), 1, worthOf)
  const recipe = searchAll(weighed, open(RANKING_GRID), worthOf)
  return { recipe, figures: judge(recipe) }
}
