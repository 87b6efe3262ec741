import { DEFAULT_CART_RECIPE } from '../build/cart-recipe.ts'
import { forItemsAlone } from '../build/groups.ts'
import { DEFAULT_RECIPE, type Recipe } from '../build/score.ts'
import type { Baskets, Item } from '../build/shop.ts'
import { type Choice, listsOf } from '../evaluate/ours/issho.ts'
import { type Protocol, questionsOf } from '../evaluate/questions.ts'
import { lastWindow, type SplitBy, splitByOf } from '../evaluate/windows.ts'
import type { CartFigures } from './carts.ts'
import { chooseCart } from './choose-cart.ts'
import { choosePage } from './choose-page.ts'
import { createPageJudge, type PageFigures } from './pages.ts'
import { newestWithin } from './sample.ts'

/** The chosen recipes; `how` tells what they were chosen on, or why they are the standard ones. */
export type Tuned = Choice & {
  /** What the chosen recipes reached on the orders that they were chosen on; absent where nothing was chosen. */
  readonly expected?: PageFigures & CartFigures
}

export type TuneOptions = {
  /** What is not to be chosen. */
  readonly fixed?: Partial<Recipe>
  readonly splitBy?: SplitBy
  /** What is known of the items, by number. */
  readonly catalogue?: readonly Item[] | undefined
  /** Work to spend, in seconds of a plain machine. No clock is read: same orders, same choice. */
  readonly budgetSeconds?: number
  /** Fewest questions to choose by; 1,000 if not told. */
  readonly minQuestions?: number
  /** Recipes judged so far, and about how many there will be. */
  readonly onProgress?: (done: number, total: number) => void
}

const SEED = 42
/** With 690 questions about Groceries the choice fell on chance, and the standard recipe hit 2 % more of the test. */
const MIN_QUESTIONS = 1000
/** The share of the budget that counting may take; asking takes the rest, with so many questions a second of it all. */
const COUNTING_SHARE = 1 / 2
const PAGE_QUESTIONS_A_SECOND = 267
const CART_QUESTIONS_A_SECOND = 67
const ABOUT_JUDGEMENTS = 60

const WINDOW: { readonly [S in SplitBy]: string } = {
  time: 'the last tenth of the orders',
  customer: "each customer's last order",
  file: 'the last tenth of the file',
}

/** The recipes that answer best what was bought last, learnt from what was bought before. */
export function tune(all: Baskets, numItems: number, options: TuneOptions = {}): Tuned {
  const { fixed = {}, splitBy = splitByOf(all), budgetSeconds = 30, catalogue } = options
  const { minQuestions = MIN_QUESTIONS } = options
  const standard = { page: { ...DEFAULT_RECIPE, ...fixed }, cart: DEFAULT_CART_RECIPE }
  const { baskets, isSampled } = newestWithin(all, numItems, COUNTING_SHARE * budgetSeconds)
  const window = lastWindow(baskets, numItems, splitBy, catalogue)
  const ask = (protocol: Protocol, aSecond: number) =>
    questionsOf(window, protocol, SEED, Math.max(minQuestions, Math.round(aSecond * budgetSeconds)))
  const pages = ask('product page', PAGE_QUESTIONS_A_SECOND)
  if (pages.length < minQuestions) {
    const how = `standard: ${pages.length} held-out orders could be asked about, a choice needs ${minQuestions}`
    return { recipes: standard, how }
  }

  let judged = 0
  const judgePage = createPageJudge(window.training, pages)
  const judge = (recipe: Recipe) => {
    options.onProgress?.(Math.min(judged++, ABOUT_JUDGEMENTS), ABOUT_JUDGEMENTS)
    return judgePage(recipe)
  }
  const page = choosePage(judge, standard.page, fixed, {
    isDated: splitBy === 'time',
    hasTypes: window.training.groups.categories.length > 0,
  })
  const known = window.training.baskets.customer ? ask('cart, known customer', CART_QUESTIONS_A_SECOND) : []
  const questions = {
    carts: ask('cart', CART_QUESTIONS_A_SECOND),
    known: known.length < minQuestions ? [] : known,
  }
  const groups = forItemsAlone(window.training.groups, page.recipe.typePrior > 0)
  const lists = listsOf({ ...window.training, groups }, page.recipe)
  const cart = chooseCart(window.training, lists, questions, standard.cart)
  options.onProgress?.(ABOUT_JUDGEMENTS, ABOUT_JUDGEMENTS)
  return {
    recipes: { page: page.recipe, cart: cart.recipe },
    how: `chosen on ${pages.length} questions about ${WINDOW[splitBy]}${isSampled ? ', of the newest orders' : ''}`,
    expected: { ...page.figures, ...cart.figures },
  }
}
