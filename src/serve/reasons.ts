import { type Template, template } from './template.ts'

/*
 * Why an item stands in a list, to a shopper: sentences without a full stop. This file is all there is to translate.
 */

export const LOCALES = ['en', 'ja'] as const
export type Locale = (typeof LOCALES)[number]

/** What kind of step leads to a higher or a simpler model. */
export type StepKind = 'size' | 'model' | 'generation' | 'pack' | 'subscription' | 'bought'

/** How the price of a step lies to that of the item asked for; unknown where one of them is. */
export type Gap = 'dearer' | 'equal' | 'cheaper' | 'unknown'

export const SHARES = ['item', 'family', 'band', 'category'] as const

type Texts = {
  /** By the level that the share of orders comes from: {percent}, {category}. */
  readonly share: Readonly<Record<(typeof SHARES)[number], string>>
  /** Where the share would read 0%: {together}. */
  readonly together: string
  readonly popular: string
  /** The same of an entry that goes with a cart: {line} is the item in it that the orders are about. */
  readonly cartShare: Readonly<Record<(typeof SHARES)[number], string>>
  readonly cartTogether: Readonly<Record<(typeof SHARES)[number], string>>
  /** How that item is called: by its {title}, or without one. */
  readonly cartLine: Readonly<Record<'named' | 'unnamed', string>>
  /** {step} is what the model tells of the differences ("+128 GB storage"), else the general word for the step. */
  readonly up: Readonly<Record<Gap, string>>
  readonly down: Readonly<Record<Gap, string>>
  /** For a step down of which the model tells nothing. */
  readonly downUntold: Readonly<Record<Gap, string>>
  readonly stepUp: Readonly<Record<StepKind, string>>
  readonly stepDown: Readonly<Record<StepKind, string>>
}

const EN: Texts = {
  share: {
    item: '{percent}% of buyers also bought this',
    family: '{percent}% of buyers of this product, in any version, also bought this',
    band: '{percent}% of orders with {category} in this price range also include this',
    category: '{percent}% of orders with {category} also include this',
  },
  together: 'Bought together in {together} orders',
  popular: 'Popular in this shop',
  cartShare: {
    item: '{percent}% of buyers of {line} also bought this',
    family: '{percent}% of buyers of {line}, in any version, also bought this',
    band: '{percent}% of orders with {category} in the price range of {line} also include this',
    category: '{percent}% of orders with {category} also include this',
  },
  cartTogether: {
    item: 'Bought with {line} in {together} orders',
    family: 'Bought with {line}, in any version, in {together} orders',
    band: 'Bought with {category} in the price range of {line} in {together} orders',
    category: 'Bought with {category} in {together} orders',
  },
  cartLine: { named: '{title}', unnamed: 'an item in your cart' },
  up: {
    dearer: '{step} for {money} more',
    equal: '{step} at the same price',
    cheaper: '{step}, and {money} less',
    unknown: '{step}',
  },
  down: { dearer: '{step}', equal: '{step}', cheaper: '{step} for {money} less', unknown: '{step}' },
  downUntold: {
    dearer: 'Also as {step}',
    equal: 'Also as {step}',
    cheaper: 'Save {money} with {step}',
    unknown: 'Also as {step}',
  },
  stepUp: {
    size: 'A larger version',
    model: 'One step up',
    generation: 'A newer generation',
    pack: 'A bigger pack',
    subscription: 'By subscription',
    bought: 'Others who looked at this bought it',
  },
  stepDown: {
    size: 'a smaller version',
    model: 'a simpler model',
    generation: 'the previous generation',
    pack: 'a smaller pack',
    subscription: 'a single purchase',
    bought: 'a less expensive one',
  },
}

const JA: Texts = {
  share: {
    item: 'この商品を買った人の{percent}%がこちらも購入',
    family: 'この商品（色・サイズ違いを含む）を買った人の{percent}%がこちらも購入',
    band: '同じ価格帯の「{category}」を含む注文の{percent}%がこちらも購入',
    category: '「{category}」を含む注文の{percent}%がこちらも購入',
  },
  together: '{together}件の注文で一緒に購入',
  popular: '人気の商品',
  cartShare: {
    item: '{line}を買った人の{percent}%がこちらも購入',
    family: '{line}（色・サイズ違いを含む）を買った人の{percent}%がこちらも購入',
    band: '{line}と同じ価格帯の「{category}」を含む注文の{percent}%がこちらも購入',
    category: '「{category}」を含む注文の{percent}%がこちらも購入',
  },
  cartTogether: {
    item: '{line}と{together}件の注文で一緒に購入',
    family: '{line}（色・サイズ違いを含む）と{together}件の注文で一緒に購入',
    band: '{line}と同じ価格帯の「{category}」と{together}件の注文で一緒に購入',
    category: '「{category}」と{together}件の注文で一緒に購入',
  },
  cartLine: { named: '「{title}」', unnamed: 'カートの商品' },
  up: {
    dearer: '{step}、差額{money}',
    equal: '{step}、同じ価格',
    cheaper: '{step}、しかも{money}お得',
    unknown: '{step}',
  },
  down: { dearer: '{step}', equal: '{step}', cheaper: '{step}、{money}お得', unknown: '{step}' },
  downUntold: {
    dearer: '{step}もあります',
    equal: '{step}もあります',
    cheaper: '{step}なら{money}お得',
    unknown: '{step}もあります',
  },
  stepUp: {
    size: 'ワンランク上',
    model: '上位モデル',
    generation: '新しい世代のモデル',
    pack: 'まとめ買いパック',
    subscription: '定期便',
    bought: 'この商品を見た人が選んだ商品',
  },
  stepDown: {
    size: '小さめのモデル',
    model: 'シンプルなモデル',
    generation: '前の世代のモデル',
    pack: '少量パック',
    subscription: '都度購入',
    bought: 'より手頃な商品',
  },
}

export type ShareSlot = 'percent' | 'category'
export type CartSlot = ShareSlot | 'together' | 'line'
export type StepSlot = 'step' | 'money'

type Pieces<Keys extends string, Slot extends string> = Readonly<Record<Keys, Template<Slot>>>

/** The texts of a language, ready to be written. */
export type Sentences = {
  readonly share: Pieces<(typeof SHARES)[number], ShareSlot>
  readonly together: Template<'together'>
  readonly popular: Template<never>
  readonly cartShare: Pieces<(typeof SHARES)[number], CartSlot>
  readonly cartTogether: Pieces<(typeof SHARES)[number], CartSlot>
  readonly cartLine: Pieces<'named' | 'unnamed', 'title'>
  readonly up: Pieces<Gap, StepSlot>
  readonly down: Pieces<Gap, StepSlot>
  readonly downUntold: Pieces<Gap, StepSlot>
  readonly stepUp: Pieces<StepKind, never>
  readonly stepDown: Pieces<StepKind, never>
}

export const SENTENCES: { readonly [L in Locale]: Sentences } = { en: sentencesOf(EN), ja: sentencesOf(JA) }

function sentencesOf(texts: Texts): Sentences {
  const { together, popular, ...families } = texts
  const templates = Object.entries(families).map(([name, family]) => [name, templatesOf(family)])
  return {
    ...(Object.fromEntries(templates) as Omit<Sentences, 'together' | 'popular'>),
    together: template(together),
    popular: template(popular),
  }
}

function templatesOf(family: Readonly<Record<string, string>>): Readonly<Record<string, Template<string>>> {
  return Object.fromEntries(Object.entries(family).map(([key, text]) => [key, template(text)]))
}
