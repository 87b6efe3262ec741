/*
 * What the ladder's files say as JSON: in what two models differ, and why one is not the higher of the two.
 */

/** Numbers in a unit, or words; `from` is the side of the item asked for. */
export type Difference =
  | { readonly attribute: string; readonly unit?: string; readonly from: number; readonly to: number }
  | { readonly attribute: string; readonly from: string; readonly to: string }

/** Why an item is no higher model of another. */
export type Rejection = {
  readonly code: string
  /** In what, where it is one attribute. */
  readonly attribute?: string
  readonly from?: number | string
  readonly to?: number | string
}
