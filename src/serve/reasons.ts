export const LOCALES = ['en', 'ja'] as const
export type Locale = (typeof LOCALES)[number]

/** How many of `orders` orders also hold the recommended item. */
export type Share = { readonly together: number; readonly orders: number }

/** How far the recommended item's price lies from that of the item asked for; the money has no sign: £3.00. */
export type PriceGap = { readonly direction: 'dearer' | 'equal' | 'cheaper'; readonly money: string }

/** What kind of step leads to a higher or a simpler model. */
export type StepKind = 'size' | 'model' | 'generation' | 'pack' | 'subscription'

/** Why an item stands in a list, to a shopper: one sentence, without a full stop. */
export type Phrases = {
  readonly withItem: (share: Share) => string
  readonly withFamily: (share: Share) => string
  readonly withBand: (share: Share, category: string) => string
  readonly withCategory: (share: Share, category: string) => string
  readonly popular: string
  /**
   * `told` is what the model says of the differences: "+128 GB storage"; undefined where it says nothing in this
   * language. The gap is undefined where a price is not known; then the sentence is not about money.
   */
  readonly stepUp: (kind: StepKind, told: string | undefined, gap: PriceGap | undefined) => string
  readonly stepDown: (kind: StepKind, told: string | undefined, gap: PriceGap | undefined) => string
}

const STEP_UP: { readonly [L in Locale]: Readonly<Record<StepKind, string>> } = {
  en: {
    size: 'A larger version',
    model: 'One step up',
    generation: 'A newer generation',
    pack: 'A bigger pack',
    subscription: 'By subscription',
  },
  ja: {
    size: 'ワンランク上',
    model: '上位モデル',
    generation: '新しい世代のモデル',
    pack: 'まとめ買いパック',
    subscription: '定期便',
  },
}

const STEP_DOWN: { readonly [L in Locale]: Readonly<Record<StepKind, string>> } = {
  en: {
    size: 'a smaller version',
    model: 'a simpler model',
    generation: 'the previous generation',
    pack: 'a smaller pack',
    subscription: 'a single purchase',
  },
  ja: {
    size: '小さめのモデル',
    model: 'シンプルなモデル',
    generation: '前の世代のモデル',
    pack: '少量パック',
    subscription: '都度購入',
  },
}

export const PHRASES: { readonly [L in Locale]: Phrases } = {
  en: {
    withItem: share => perCent(share, p => `${p}% of buyers also bought this`, ordersEn),
    withFamily: share =>
      perCent(share, p => `${p}% of buyers of this product, in any version, also bought this`, ordersEn),
    withBand: (share, category) =>
      perCent(share, p => `${p}% of orders with ${category} in this price range also include this`, ordersEn),
    withCategory: (share, category) =>
      perCent(share, p => `${p}% of orders with ${category} also include this`, ordersEn),
    popular: 'Popular in this shop',
    stepUp(kind, told, gap) {
      const step = told ?? STEP_UP.en[kind]
      if (gap === undefined) return step
      if (gap.direction === 'equal') return `${step} at the same price`
      return gap.direction === 'dearer' ? `${step} for ${gap.money} more` : `${step}, and ${gap.money} less`
    },
    stepDown(kind, told, gap) {
      const isCheaper = gap?.direction === 'cheaper'
      if (told !== undefined) return isCheaper ? `${told} for ${gap.money} less` : told
      const step = STEP_DOWN.en[kind]
      return isCheaper ? `Save ${gap.money} with ${step}` : `Also as ${step}`
    },
  },
  ja: {
    withItem: share => perCent(share, p => `この商品を買った人の${p}%がこちらも購入`, ordersJa),
    withFamily: share =>
      perCent(share, p => `この商品（色・サイズ違いを含む）を買った人の${p}%がこちらも購入`, ordersJa),
    withBand: (share, category) =>
      perCent(share, p => `同じ価格帯の「${category}」を含む注文の${p}%がこちらも購入`, ordersJa),
    withCategory: (share, category) =>
      perCent(share, p => `「${category}」を含む注文の${p}%がこちらも購入`, ordersJa),
    popular: '人気の商品',
    stepUp(kind, told, gap) {
      const step = told ?? STEP_UP.ja[kind]
      if (gap === undefined) return step
      if (gap.direction === 'equal') return `${step}、同じ価格`
      return gap.direction === 'dearer' ? `${step}、差額${gap.money}` : `${step}、しかも${gap.money}お得`
    },
    stepDown(kind, told, gap) {
      const isCheaper = gap?.direction === 'cheaper'
      if (told !== undefined) return isCheaper ? `${told}、${gap.money}お得` : told
      const step = STEP_DOWN.ja[kind]
      return isCheaper ? `${step}なら${gap.money}お得` : `${step}もあります`
    },
  },
}

/** The share in per cent, or the number of orders where it would read 0%. */
function perCent(
  { together, orders }: Share,
  inPerCent: (percent: number) => string,
  inOrders: (together: number) => string,
): string {
  const percent = Math.round((100 * together) / orders)
  return percent > 0 ? inPerCent(percent) : inOrders(together)
}

const ordersEn = (together: number) => `Bought together in ${together} orders`
const ordersJa = (together: number) => `${together}件の注文で一緒に購入`
