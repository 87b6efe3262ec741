import type { ServedModel } from '../model.ts'
import type { ItemRequest } from '../params.ts'

/** The item asked for, by whom it is known, and how the answer is wanted. */
export type Subject = {
  readonly model: ServedModel
  /** NONE where the model does not know the item. */
  readonly item: number
  readonly request: ItemRequest
}
