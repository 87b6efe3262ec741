import { z } from 'zod'
import { companion, itemParameters } from '../contract.ts'
import { MAX_LIMIT } from '../params.ts'
import { MAX_LINES, MAX_QUANTITY } from './request.ts'

/*
 * The contract of carts: what is asked, which these schemas check where it is posted, and what is answered.
 */

export const MAX_EXCLUDED = 1000

const itemId = z.string().min(1).describe('The id that the shop gave the item.')
const quantity = z.int().min(1).max(MAX_QUANTITY).describe('How many of it; what goes with it is the same.')

/** What is asked about a cart beside what is in it. */
export const cartParameters = itemParameters.omit({ at: true, segment: true })

export const cartBody = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: itemId, quantity: quantity.default(1) }))
      .min(1)
      .max(MAX_LINES)
      .describe(`What is in the cart. Quantities of the same id are added up, to ${MAX_QUANTITY} at most.`),
    ...cartParameters.shape,
    exclude: z.array(z.string()).max(MAX_EXCLUDED).default([]).describe('Ids never to be recommended.'),
  })
  .describe('A cart, and how the answer is wanted.')

export const complement = companion
  .extend({
    score: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'Rank measure, four decimals: the Wilson lower bound of the confidence, by the line that speaks most for the entry; comparable within one reason code. Absent where the reason is popular.',
      ),
    with: itemId
      .optional()
      .describe(
        'The line of the cart that score, reason and evidence are about. Absent where the reason is popular.',
      ),
  })
  .describe('An item that goes with the cart.')

export const cart = z
  .strictObject({
    cart: z
      .array(
        z.strictObject({
          id: itemId,
          quantity,
          known: z.boolean().describe('Whether the model knows the item; else the line says nothing.'),
        }),
      )
      .min(1)
      .max(MAX_LINES)
      .describe('The cart as it was understood, one line an id.'),
    model: z.string().describe('The version of the model that answered.'),
    complements: z
      .strictObject({
        source: z
          .enum(['item', 'family', 'band', 'category', 'popular', 'none'])
          .describe('The finest evidence in the list; none where it is empty.'),
        items: z.array(complement).max(MAX_LIMIT),
      })
      .describe('What goes with the cart: nothing of what is in it, and no variant of that.'),
  })
  .describe('What goes with a cart.')
