import { z } from 'zod'
import { DEFAULT_LIMIT, FALLBACKS, FIELDS, MAX_LIMIT } from './params.ts'
import { LOCALES } from './reasons.ts'
import { wallClock } from './wall-clock.ts'

/*
 * The public contract, once: /openapi.json is made of these schemas, and the tests parse every answer with them.
 * The hot path itself never runs them.
 */

const itemId = z.string().describe('The id that the shop gave the item.')
const modelVersion = z.string().describe('The version of the model that answered.')
const known = z.boolean().describe('Whether the model knows the item asked for.')
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217 code.')

const price = z
  .strictObject({
    amount: z.int().nonnegative().describe('Integer minor units: 1295 is £12.95, and 1295 is ¥1,295.'),
    currency,
  })
  .describe('Absent where the shop gave no price or no currency.')

const card = {
  title: z.string().optional(),
  url: z.string().optional(),
  image: z.string().optional(),
  price: price.optional(),
}

export const evidence = z
  .strictObject({
    together: z.int().min(5).describe('Orders that hold both.'),
    orders: z
      .int()
      .min(5)
      .describe(
        'Orders that hold the item asked for (of a cart, the line named by with), or any of its family, price band or category.',
      ),
    confidence: z.number().min(0).max(1).describe('together / orders, three decimals.'),
    lift: z.number().nonnegative().describe('How many times more often than by chance, two decimals.'),
  })
  .describe('The counts behind a reason, at its own level. Withheld below 5 joint orders.')

export const companion = z
  .strictObject({
    id: itemId,
    score: z
      .number()
      .nonnegative()
      .optional()
      .describe(
        'Rank measure between 0 and 1, in steps of 4.4 %; comparable within one reason code. Absent where the reason is popular, which is no rule about the item.',
      ),
    reason: z.strictObject({
      code: z.enum([
        'bought-together',
        'bought-with-family',
        'bought-with-band',
        'bought-with-category',
        'popular',
      ]),
      text: z
        .string()
        .optional()
        .describe('A sentence for the shopper. Absent where the evidence is withheld.'),
    }),
    evidence: evidence.optional(),
    ...card,
  })
  .describe('An item that goes with the one asked for.')

const priceDifference = z
  .strictObject({
    amount: z.int().describe('Its price less the price of the item asked for, in minor units.'),
    currency,
    ratio: z
      .number()
      .nonnegative()
      .optional()
      .describe('Its price / the price of the item asked for, three decimals.'),
  })
  .describe('Absent where a price is not known or the currencies differ.')

const told = { attribute: z.string().describe('storage, tier, … or a column of the catalogue.') }

const difference = z
  .union([
    z.strictObject({ ...told, unit: z.string().optional(), from: z.number(), to: z.number() }),
    z.strictObject({ ...told, from: z.string(), to: z.string() }),
  ])
  .describe('from is the item asked for, to the entry.')

function step<const Code extends string>(codes: readonly Code[]) {
  return z.strictObject({
    id: itemId,
    rung: z.string().describe('How the catalogue tells that one is the higher model of the other.'),
    reason: z.strictObject({ code: z.enum(codes), text: z.string() }),
    priceDifference: priceDifference.optional(),
    differences: z
      .array(difference)
      .min(1)
      .max(3)
      .optional()
      .describe('In what the two differ, what buyers ask for first.'),
    evidence: z
      .strictObject({
        looked: z.int().min(5).describe('Sessions that looked at the item asked for, in any colour.'),
        bought: z.int().min(5).describe('Those of them that bought this one instead.'),
      })
      .optional()
      .describe('What visitors did. Absent below 5, and where the build was given no events.'),
    ...card,
  })
}

export const upgrade = step([
  'higher-model',
  'newer-model',
  'larger-version',
  'bigger-pack',
  'subscription',
  'bought-instead',
]).describe('A higher model.')
export const alternative = step([
  'simpler-model',
  'older-model',
  'smaller-version',
  'smaller-pack',
  'single-purchase',
  'cheaper-choice',
]).describe('A simpler model.')

function list<const Name extends string, const Source extends string, Entry extends z.ZodType>(
  name: Name,
  sources: readonly Source[],
  entry: Entry,
) {
  return z.strictObject({
    item: itemId,
    list: z.literal(name),
    model: modelVersion,
    known,
    source: z.enum(sources).describe('The finest evidence in the list; none where it is empty.'),
    items: z.array(entry).max(MAX_LIMIT),
  })
}

export const alsoBoughtList = list(
  'also-bought',
  ['item', 'family', 'band', 'category', 'popular', 'none'],
  companion,
)
export const upgradesList = list('upgrades', ['item', 'none'], upgrade).extend({
  goodBetterBest: z
    .strictObject({ good: itemId, better: itemId, best: itemId })
    .optional()
    .describe(
      'A choice of three whose middle is the natural one: the item itself and two of the entries. Absent where the catalogue has none, or where one of the two is not among the entries.',
    ),
})
export const alternativesList = list('alternatives', ['item', 'none'], alternative)

export const productPage = z
  .strictObject({
    item: itemId,
    model: modelVersion,
    known,
    alsoBought: alsoBoughtList,
    upgrades: upgradesList,
    alternatives: alternativesList,
  })
  .describe('All lists of a product page.')

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(),
  })
  .describe('RFC 9457 problem details, with every fault listed.')

export const live = z.strictObject({ live: z.literal(true) })

export const ready = z.strictObject({
  ready: z.literal(true),
  model: modelVersion,
  builtAt: z.iso.datetime(),
  ageSeconds: z.int().nonnegative(),
})

export const notReady = z.strictObject({ ready: z.literal(false), reasons: z.array(z.string()).min(1) })

/** The query parameters of every route about one item. */
export const itemParameters = z.strictObject({
  limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).describe('Most entries of a list.'),
  exclude: z
    .array(z.string())
    .default([])
    .describe('Ids never to be recommended, separated by commas, repeatable; a comma inside an id is %2C.'),
  fields: z.enum(FIELDS).default('card').describe('id leaves title, price, url and image out.'),
  locale: z.enum(LOCALES).optional().describe('Language of titles and sentences; the default is configured.'),
  fallback: z
    .enum(FALLBACKS)
    .default('popular')
    .describe('none: nothing without evidence about the item, and 404 for an item the model does not know.'),
  at: z
    .string()
    .refine(text => wallClock(text) !== undefined)
    .optional()
    .meta({ format: 'date-time' })
    .describe(
      'The moment of the page, ISO 8601. Its wall clock counts: what sells better in that month, on that weekday, at that hour stands higher. Round it to the hour, so that caches can answer. Without effect where the model knows no segments.',
    ),
  segment: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The audience of the page, as the orders name it: what sells better there stands higher. 400 for a name that the model does not know; without effect where it knows no audiences.',
    ),
})
