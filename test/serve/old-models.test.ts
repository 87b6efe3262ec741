import { expect, it } from 'vitest'
import { beginCollection } from '../../src/serve/old-models.ts'

it('frees memory that threads shared, of which V8 takes no notice', async () => {
  let tell = (_: string) => {}
  const registry = new FinalizationRegistry<string>(what => tell(what))
  registry.register(new SharedArrayBuffer(2 ** 20), 'freed')
  const freed = new Promise(resolve => {
    tell = resolve
  })
  await new Promise(resolve => setImmediate(resolve))
  beginCollection()
  await expect(freed).resolves.toBe('freed')
  expect(registry).toBeDefined() // it has lived as long
})
