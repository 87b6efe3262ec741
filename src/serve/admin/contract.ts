import { z } from 'zod'
import { NONE } from '../../format/layout.ts'

/*
 * What the admin port takes and tells. These schemas check what comes in, and /openapi.json of that port is made of them.
 */

export const MAX_BATCH_ITEMS = 10_000

const facts = {
  available: z
    .boolean()
    .nullable()
    .optional()
    .describe('Whether it can be sold now; null: as the model has it.'),
  price: z
    .strictObject({
      amount: z
        .int()
        .min(0)
        .max(NONE - 1)
        .describe('Integer minor units.'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as GBP')
        .describe('ISO 4217 code.'),
    })
    .nullable()
    .optional()
    .describe('What it costs now; null: as the model has it.'),
}

function saysSomething({ available, price }: { available?: unknown; price?: unknown }): boolean {
  return available !== undefined || price !== undefined
}

const NOTHING_SAID = 'expected available, price or both'

export const itemFacts = z
  .strictObject(facts)
  .refine(saysSomething, NOTHING_SAID)
  .describe('What holds of an item from now on, until a build that knows of it.')

export const batchFacts = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({ id: z.string().min(1).describe('The id that the shop gave the item.'), ...facts })
          .refine(saysSomething, NOTHING_SAID),
      )
      .min(1)
      .max(MAX_BATCH_ITEMS)
      .superRefine((items, context) => {
        const seen = new Set<string>()
        items.forEach(({ id }, i) => {
          if (seen.has(id)) context.addIssue({ code: 'custom', path: [i, 'id'], message: 'stands twice' })
          seen.add(id)
        })
      }),
  })
  .describe('Set together, or none of it.')

export const accepted = z
  .strictObject({
    set: z.int().min(1).describe('How many items something was set of.'),
    model: z.string().nullable().describe('The version in use; null where none is loaded yet.'),
    unknown: z
      .array(z.string())
      .describe('Ids that this model does not know. What was set of them is kept for one that does.'),
  })
  .describe('It is on the disk, and in every answer that starts from now on.')
