import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { tiersOf } from './build/ladder/vocabulary.ts'
import type { Recipe } from './build/score.ts'
import { LIMITS, type Limits } from './serve/limits.ts'

/*
 * Every setting, once: its type, its default, what it is. Flags win over the environment (ISSHO_MAX_REJECTS for
 * maxRejects), the environment over the file, the file over the defaults.
 */

const share = z.coerce.number().min(0).max(1)
const whole = z.coerce.number().int()
const WORKERS = 'expected a whole number from 1, or auto'
const words = z.array(z.string().trim().min(1))
const list = z.preprocess(
  v => (typeof v === 'string' ? v.split(',').filter(Boolean) : v),
  z.array(z.string()),
)

/** How orders become lists. What is not set here the build chooses on the shop's own orders. */
const recipeSettings = {
  sizeExponent: z.coerce
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe('an order of n other items counts n to the minus this: 0 all alike, 1 long ones little'),
  halfLifeDays: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('days after which an order counts half; 0: age does not matter'),
  z: z.coerce.number().positive().optional().describe('width of the Wilson interval, standard deviations'),
  prior: z.coerce
    .number()
    .min(0)
    .optional()
    .describe("an item of so many orders believes its neighbours' lists as much as its own"),
  typePrior: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('an item of so many orders believes what its category goes with as much as its own orders'),
  beta: share.optional().describe('popularity exponent: 0 favours best sellers, 0.5 rarities'),
  minTogether: whole.min(1).optional().describe('fewest joint orders of a neighbour'),
  minLift: z.coerce.number().min(0).optional().describe('least lift of a neighbour; 1 is chance, 0 no gate'),
  minLogLikelihoodRatio: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('significance gate; 3.84 is p = .05, 0 no gate'),
  maxNeighbours: whole.min(1).max(1000).optional().describe('stored neighbours an item'),
  maxPerCategory: whole.min(1).optional().describe('stored neighbours of one category an item'),
} satisfies { readonly [K in keyof Recipe]: z.ZodType }

/** What this shop's own titles and columns say of higher models; only the file can hold it. */
const ladderSettings = z.strictObject({
  tiers: z
    .array(
      z
        .string()
        .refine(
          tiers => tiersOf(tiers).length > 1 && new Set(tiersOf(tiers)).size === tiersOf(tiers).length,
          'expected different words from low to high, such as "classic<reserva<gran reserva"',
        )
        .refine(tiers => !tiersOf(tiers).includes(''), 'expected a word on either side of each <'),
    )
    .optional()
    .describe('words of titles from low to high, one scale a text: "classic<reserva<gran reserva"'),
  directions: z
    .record(z.string(), z.union([z.literal(1), z.literal(0), z.literal(-1)], 'expected 1, 0 or -1'))
    .optional()
    .describe('by attribute: 1 more is better, -1 less is better, 0 not to be compared'),
  colours: words.optional().describe('words of titles that make no difference'),
  needs: words.optional().describe('words of titles that make it another offer: a carrier, a condition'),
})

/** What the service takes from its clients. */
const limitSettings = {
  maxUrlBytes: whole
    .min(256)
    .default(LIMITS.maxUrlBytes)
    .describe('longest path and query of a request, in bytes; beyond it 414'),
  maxHeaderBytes: whole
    .min(1024)
    .default(LIMITS.maxHeaderBytes)
    .describe('largest head of a request, path and query included, in bytes; beyond it 431'),
  maxBodyBytes: whole
    .min(0)
    .default(LIMITS.maxBodyBytes)
    .describe('largest body of a request, in bytes; beyond it 413'),
  headersTimeoutMs: whole
    .min(1)
    .default(LIMITS.headersTimeoutMs)
    .describe('time in which the head of a request must be there, in milliseconds; beyond it 408'),
  requestTimeoutMs: whole
    .min(1)
    .default(LIMITS.requestTimeoutMs)
    .describe('time in which a whole request must be there, in milliseconds; beyond it 408'),
  keepAliveTimeoutMs: whole
    .min(1)
    .default(LIMITS.keepAliveTimeoutMs)
    .describe('how long a connection may be idle, in milliseconds; longer than the balancer keeps it'),
  maxConnections: whole
    .min(1)
    .default(LIMITS.maxConnections)
    .describe('most connections at a time; more are closed at once'),
  maxTurnMs: whole
    .min(0)
    .default(LIMITS.maxTurnMs)
    .describe(
      'work that may wait for the service at a time, in milliseconds; requests beyond it are answered 503; 0: no limit',
    ),
  maxCacheBytes: whole
    .min(0)
    .default(LIMITS.maxCacheBytes)
    .describe(
      'finished answers that are kept in memory, in bytes; 0: none; default: a sixteenth of the memory, 512 MiB at most',
    ),
} satisfies { readonly [K in keyof Limits]: z.ZodType }

export const LIMIT_KEYS = Object.keys(limitSettings) as readonly (keyof Limits)[]

export const RECIPE_KEYS = Object.keys(recipeSettings) as readonly (keyof Recipe)[]

export const settings = z.strictObject({
  models: z.string().min(1).default('models').describe('folder of the models'),

  // the service
  port: whole.min(0).max(65_535).default(8080).describe('port to listen on; 0 takes a free one'),
  host: z.string().min(1).default('127.0.0.1').describe('address to listen on; 0.0.0.0 for all'),
  locale: z.enum(['en', 'ja']).default('en').describe('language of the reasons where a request names none'),
  adminPort: whole
    .min(0)
    .max(65_535)
    .optional()
    .describe(
      'port on which availability and prices can be set; 0 takes a free one; default: none is opened',
    ),
  adminHost: z.string().min(1).default('127.0.0.1').describe('address of the admin port'),
  adminToken: z
    .string()
    .min(16, 'expected at least 16 characters')
    .optional()
    .describe('what admin requests carry as Bearer token; may be left out on a loopback address alone'),
  overlay: z
    .string()
    .min(1)
    .optional()
    .describe('file that keeps what was set on the admin port; default: overlay.log in the models folder'),
  pollMs: whole.min(50).default(2000).describe('how often to look for a new model, in milliseconds'),
  metricsPort: whole
    .min(0)
    .max(65_535)
    .optional()
    .describe('port of GET /metrics; 0 takes a free one; without it there are none'),
  metricsHost: z.string().min(1).default('127.0.0.1').describe('address of GET /metrics'),
  accessLog: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .describe('log route, status and duration of every request that is not refused'),
  workers: z
    .preprocess(
      v => (v === 'auto' ? availableParallelism() : v),
      z.coerce.number(WORKERS).int(WORKERS).min(1, WORKERS),
    )
    .default(1)
    .describe('how many answer on the port, each on a core of its own; auto: as many as there are cores'),
  ...limitSettings,

  // reading
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as GBP')
    .optional()
    .describe('currency of the prices where the files name none'),
  encoding: z
    .string()
    .optional()
    .describe('encoding of text files, such as shift_jis; default: UTF-8, else Windows-1252'),
  dates: z
    .enum(['day-first', 'month-first'])
    .optional()
    .describe('how to read 3/4/2026; default: decided from the data'),
  maxRejects: share.default(0.1).describe('share of rejected rows above which a build stops, 0 to 1'),
  keepItems: list.default([]).describe('item ids that are products, whatever they look like'),
  dropItems: list.default([]).describe('item ids that are no products: postage, fees, samples'),
  memoryMb: whole.min(64).default(1024).describe('memory for reading, in megabytes; more goes to disk'),

  // counting and scoring
  maxBasketItems: whole
    .min(2)
    .default(500)
    .describe('orders of more items than this are left out of the counts'),
  ...recipeSettings,
  fixed: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .describe('choose nothing: the standard recipe, with what is set here'),
  tuneSeconds: z.coerce
    .number()
    .positive()
    .default(30)
    .describe(
      'work to spend on choosing the rest, in seconds of a plain machine; more orders than fit are left out, the oldest first',
    ),

  segments: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe('answers by month, weekday, hour and audience: auto keeps what helps held-out orders'),

  ladder: ladderSettings
    .default({})
    .describe('words and directions that higher models are read by, beside those that are known'),

  keepVersions: whole.min(1).default(5).describe('models to keep; older ones are removed after a build'),
})

export type Config = Readonly<z.infer<typeof settings>>

/** A setting that cannot be used. The message lists all faults at once, each with where it came from. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export type ConfigSources = {
  readonly flags?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> }
}

/** The settings from their sources, defaults filled in. Throws ConfigError with every fault. */
export function loadConfig({ flags = {}, env = {}, file }: ConfigSources): Config {
  const merged: Record<string, unknown> = {}
  const origin: Record<string, string> = {}
  const take = (key: string, value: unknown, from: string) => {
    if (value === undefined) return
    merged[key] = value
    origin[key] = from
  }
  for (const [key, value] of Object.entries(file?.values ?? {})) take(key, value, `${file?.path}: ${key}`)
  for (const key of Object.keys(settings.shape)) {
    take(key, env[variableName(key)] || undefined, variableName(key))
    take(key, flags[key], `--${flagName(key)}`)
  }

  const parsed = settings.safeParse(merged)
  if (parsed.success) return Object.freeze(parsed.data)
  const faults = parsed.error.issues.flatMap(issue => {
    const [key = '', ...inside] = issue.path.map(String)
    const place = [origin[key], ...inside].join('.')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(name => `${key ? `${place}.${name}` : origin[name]}: no such setting`)
    }
    const got = SECRETS.includes(key) ? '' : `got ${JSON.stringify(valueAt(merged, issue.path))}: `
    return `${place}: ${got}${issue.message}`
  })
  throw new ConfigError(faults.join('\n'))
}

/** What no message repeats. */
const SECRETS: readonly string[] = ['adminToken' satisfies keyof Config]

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, key) => (value as Record<PropertyKey, unknown>)[key], values)
}

/** The settings in a JSON file. Throws ConfigError where it is not one. */
export async function readConfigFile(path: string): Promise<ConfigSources['file']> {
  const text = await readFile(path, 'utf8').catch(error => {
    throw new ConfigError(`${path}: cannot be read: ${error.code}`)
  })
  try {
    return { path, values: z.record(z.string(), z.unknown()).parse(JSON.parse(text)) }
  } catch {
    throw new ConfigError(`${path}: is not a JSON object of settings`)
  }
}

/** maxRejects → max-rejects */
export function flagName(key: string): string {
  return key.replace(/[A-Z]/g, capital => `-${capital.toLowerCase()}`)
}

/** maxRejects → ISSHO_MAX_REJECTS */
export function variableName(key: string): string {
  return `ISSHO_${flagName(key).replaceAll('-', '_').toUpperCase()}`
}
