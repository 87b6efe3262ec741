import { answersOf, LIMIT, QUESTION } from './bodies.ts'
import { BARE, type Contender, ISSHO, startContenders } from './contenders.ts'
import type { Report } from './document.ts'
import { numBad } from './load.ts'
import { PLENTY, SATURATING } from './loader.ts'
import { idOfItem, MODEL_VERSION, publishModel } from './model.ts'
import { type Cannonade, type Round, reportOf } from './serve-report.ts'
import type { Cannon, Cannoned } from './sides/autocannon.ts'
import { onStage } from './stage.ts'
import { median } from './stats.ts'
import { zipfItems } from './zipf.ts'

export const DEFAULTS = { items: 100_000, seconds: 2, rounds: 7, warmup: 4 }

const SEED = 1
const CANNON = { connections: SATURATING, seconds: 4 }
const NUM_CANNON_PATHS = 5000

/** One process of the service under load: how many answers, how late, against other ways to give them. */
export async function serve(sizes: typeof DEFAULTS): Promise<Report> {
  return onStage(async stage => {
    const { items, rounds, seconds, warmup } = sizes
    await publishModel(stage.folder, { numItems: items, seed: SEED })
    const bodies = await provedBodies(stage.folder, items)
    const { contenders, stores } = await startContenders(stage, stage.client('load'), bodies)
    for (const { side } of contenders) side.rest()
    for (const contender of contenders) proveRight(await measured(contender, 0, warmup))

    const saturated: Round[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const contender of turned(contenders, round))
        saturated.push(await measured(contender, round, seconds))
    }
    const half: Round[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const contender of turned(contenders, round)) {
        const rates = saturated.filter(({ name }) => name === contender.halfOf).map(r => r.perSecond)
        if (rates.length > 0) half.push(await measured(contender, round, seconds, median(rates) / 2))
      }
    }

    const cannon = stage.client('autocannon')
    const paths = Array.from(
      zipfItems(items, NUM_CANNON_PATHS, SEED),
      item => `/v1/items/${idOfItem(item)}${QUESTION}`,
    )
    const cannonades: Cannonade[] = []
    for (const { name, url, side } of contenders) {
      if (name !== ISSHO && name !== BARE) continue
      side.wake()
      const cannoned = await cannon.ask<Cannoned>('load', { url, paths, ...CANNON } satisfies Cannon)
      side.rest()
      cannonades.push({ name, ...cannoned })
    }
    return reportOf({ sizes, pinning: stage.pinning, bodies, stores, saturated, half, cannonades })
  })
}

/** Every answer, in this process. Throws where one is not a list of whole cards about the item asked for. */
async function provedBodies(modelsDir: string, numItems: number): Promise<Buffer[]> {
  const bodyOf = await answersOf(modelsDir, MODEL_VERSION)
  return Array.from({ length: numItems }, (_, number) => {
    const body = bodyOf(number)
    const { item, items } = JSON.parse(body.toString())
    const isWhole = items.every(
      (entry: Record<string, unknown>) => entry.title && entry.price && entry.reason,
    )
    if (item !== idOfItem(number) || items.length !== LIMIT || !isWhole) {
      throw new Error(`${idOfItem(number)}: not a list of ${LIMIT} cards: ${body}`)
    }
    return body
  })
}

/** What comes after another finds the machine as that left it: each is first in its turn. */
function turned<T>(all: readonly T[], round: number): T[] {
  const first = round % all.length
  return [...all.slice(first), ...all.slice(0, first)]
}

async function measured(
  { name, side, load }: Contender,
  round: number,
  seconds: number,
  perSecond?: number,
): Promise<Round> {
  const connections = perSecond === undefined ? SATURATING : PLENTY
  side.wake()
  const cached = () => (name.startsWith(ISSHO) ? side.ask<number>('metric', 'issho_cached_answers_total') : 0)
  const cachedBefore = await cached()
  const before = await side.ask<NodeJS.CpuUsage>('cpu')
  const loaded = await load({ connections, seconds, perSecond })
  const after = await side.ask<NodeJS.CpuUsage>('cpu')
  const hits = (await cached()) - cachedBefore
  side.rest()
  const { count } = loaded.answered
  const cpuUs = after.user + after.system - before.user - before.system
  return {
    name,
    round,
    loaded,
    offered: perSecond,
    perSecond: count / loaded.seconds,
    cpuUs: cpuUs / count,
    cpuShare: cpuUs / 1e6 / loaded.seconds,
    hits: hits / count,
  }
}

function proveRight({ name, loaded }: Round): void {
  if (loaded.answered.count > 0 && numBad(loaded) === 0) return
  throw new Error(`${name}: an answer is missing or wrong: ${JSON.stringify(loaded)}`)
}
