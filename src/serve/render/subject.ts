import type { ServedModel } from '../model.ts'
import type { ItemRequest, ListRequest } from '../params.ts'

/** A model, and how its items are to be shown. */
export type View = {
  readonly model: ServedModel
  readonly request: Pick<ListRequest, 'fields' | 'locale'>
}

/** The item asked for, by whom it is known, and how the answer is wanted. */
export type Subject = View & {
  /** NONE where the model does not know the item. */
  readonly item: number
  readonly request: ItemRequest
}
