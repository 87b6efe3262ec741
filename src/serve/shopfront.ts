import type { Address } from './listen.ts'
import { listen } from './listen.ts'
import type { Batch } from './live/facts.ts'
import type { Counted } from './metrics/counted.ts'
import { drain } from './server.ts'
import { createShopServer, type ShopServerOptions } from './shop-server.ts'

/** Who answers the shop, wherever: this thread alone, or several workers. */
export type Shopfront = {
  readonly url: string
  /** Puts into use what has been loaded. */
  readonly take: () => Promise<void>
  /** Sets facts; resolves when every answer that starts later has them. */
  readonly apply: (batches: readonly Batch[]) => Promise<void>
  readonly count: () => Promise<Counted>
  /** Answers what has come and takes no more. */
  readonly drain: () => Promise<void>
}

/** The thread that loads models and keeps facts answers by itself: it has nothing to be told. */
export async function openAlone(
  address: Address,
  options: Omit<ShopServerOptions, 'isStopping'>,
): Promise<Shopfront> {
  let isStopping = false
  const { server, counted } = createShopServer({ ...options, isStopping: () => isStopping })
  const url = await listen(server, address, { flags: '--host or --port' })
  return {
    url,
    async take() {},
    async apply() {},
    count: async () => counted(),
    async drain() {
      isStopping = true
      await drain(server)
    },
  }
}
