import { z } from 'zod'
import { KINDS, VERSION } from '../format/layout.ts'

const count = z.number().int().nonnegative()

/** What manifest.json says of a model: when it was made, from what, how, and what it holds. */
export const manifestSchema = z.object({
  version: z.string(),
  formatVersion: z.literal(VERSION, {
    error: ({ input }) =>
      `got format version ${input}, expected ${VERSION}; build the model again with this version of issho`,
  }),
  builtAt: z.iso.datetime(),
  builtBy: z.string(),
  inputs: z.array(
    z.object({
      file: z.string(),
      role: z.enum(['orders', 'catalog', 'events']),
      bytes: count,
      sha256: z.string(),
      /** When the file was last written, before the build read it. */
      modifiedAt: z.iso.datetime().optional(),
    }),
  ),
  parameters: z.record(z.string(), z.unknown()),
  counts: z.record(z.string(), count),
  /** First and last order, ISO instants; absent where the orders carry no dates. */
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  /** How the parameters were come by, and what they reached on the orders that they were chosen on, by metric. */
  choice: z.object({ how: z.string(), expected: z.record(z.string(), z.number()).optional() }).optional(),
  /** What each kind of segments did for held-out product pages; absent where none was tried. */
  segments: z
    .record(
      z.string(),
      z.object({
        kept: z.boolean(),
        questions: count,
        hitRate10With: z.number(),
        hitRate10Without: z.number(),
        gain: z.object({ low: z.number(), high: z.number() }),
      }),
    )
    .optional(),
  /** The checksum is the one in the file's own prelude. */
  files: z.array(z.object({ kind: z.enum(KINDS), bytes: count, checksum: count })),
})

export type Manifest = z.infer<typeof manifestSchema>
