/** What the catalogue says of an item. */
export type Listing = {
  readonly itemId: string
  readonly title: string
  readonly titleJa: string
  readonly brand: string | null
  readonly category: string | null
  readonly priceYen: number
  readonly groupId: string
  readonly packQuantity: number
  readonly subscription: boolean
  readonly releasedDay: number
  readonly attributes: Readonly<Record<string, string>>
}
