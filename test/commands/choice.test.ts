import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_CART_RECIPE } from '../../src/build/cart-recipe.ts'
import { DEFAULT_RECIPE } from '../../src/build/score.ts'
import { tempDir } from '../temp-dir.ts'
import { run } from './run.ts'

const FIGURES = ['coverage10', 'hitRate10', 'hitRate20', 'mrr10', 'mrr20', 'stratifiedHitRate10']

describe('issho build', () => {
  let dir: string
  let numBuilt = 0
  let orders: string[]
  let chosen: Built

  type Built = { readonly stdout: string; readonly manifest: Manifest }
  type Manifest = {
    readonly parameters: Readonly<Record<string, number | string>>
    readonly choice: { readonly how: string; readonly expected?: Readonly<Record<string, number>> }
    readonly files: readonly { readonly kind: string; readonly checksum: number }[]
  }

  /** Builds the seeded shop in a folder of its own. */
  async function build(flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Built> {
    const models = join(dir, `models-${numBuilt++}`)
    const { code, stdout, stderr } = await run([...orders, '--models', models, ...flags], { env })
    expect(code, stderr).toBe(0)
    const current = readFileSync(join(models, 'current'), 'utf8').trim()
    return { stdout, manifest: JSON.parse(readFileSync(join(models, current, 'manifest.json'), 'utf8')) }
  }
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'issho-test-'))
    const synth = ['synth', '--items', '300', '--orders', '30000', '--seed', '3', '--out', dir, '--quiet']
    expect(await run(synth)).toMatchObject({ code: 0 })
    orders = ['build', '--orders', join(dir, 'orders.parquet'), '--catalog', join(dir, 'catalog.parquet')]
    chosen = await build()
    return () => rmSync(dir, { recursive: true, force: true })
  })

  it('chooses its recipe on the orders, writes it down with what to expect, and prints both', () => {
    const { choice, parameters } = chosen.manifest
    expect(choice.how).toMatch(/^chosen on \d{4} questions about the last tenth of the orders$/)
    expect(Object.keys(choice.expected!).sort()).toEqual(FIGURES)
    expect(chosen.stdout).toContain(`recipe: ${choice.how}\n`)
    expect(chosen.stdout).toContain('what it reached there\n')
    for (const [name, value] of Object.entries(choice.expected!)) {
      expect(value > 0 && value <= 1, name).toBe(true)
      expect(chosen.stdout).toMatch(new RegExp(`^ +${name} +${value.toFixed(4)}$`, 'm'))
    }
    expect(Object.keys(parameters)).toEqual([
      ...Object.keys({ ...DEFAULT_RECIPE, ...DEFAULT_CART_RECIPE }),
      'maxBasketItems',
      'segments',
    ])
    for (const [name, value] of Object.entries(parameters)) {
      expect(chosen.stdout).toMatch(new RegExp(`^ +${name} +${value}$`, 'm'))
    }
  })

  it('chooses the same and makes the same files of the same orders', async () => {
    const again = await build()
    expect(again.manifest.parameters).toEqual(chosen.manifest.parameters)
    expect(again.manifest.choice).toEqual(chosen.manifest.choice)
    expect(again.manifest.files).toEqual(chosen.manifest.files)
  })

  it('takes the standard recipe with --fixed, or where the environment says so', async () => {
    for (const { stdout, manifest } of [await build(['--fixed']), await build([], { ISSHO_FIXED: 'true' })]) {
      expect(manifest.choice).toEqual({ how: 'as set' })
      expect(manifest.parameters).toMatchObject({ ...DEFAULT_RECIPE, ...DEFAULT_CART_RECIPE })
      expect(stdout).toContain('recipe: as set\n')
      expect(stdout).not.toContain('what it reached there')
    }
  })

  it('keeps what is set and chooses the rest, wherever it is set', async () => {
    const config = join(dir, 'config.json')
    writeFileSync(config, '{ "minTogether": 2 }')
    const { manifest } = await build(['--beta', '0.3', '--config', config], { ISSHO_MAX_NEIGHBOURS: '20' })
    expect(manifest.parameters).toMatchObject({ beta: 0.3, minTogether: 2, maxNeighbours: 20 })
    expect(manifest.choice.how).toMatch(/^chosen on/)
    const fixed = await build(['--beta', '0.3', '--fixed'])
    expect(fixed.manifest.parameters).toMatchObject({ ...DEFAULT_RECIPE, beta: 0.3 })
  })

  it('says why it chose nothing where there is too little to choose by', async () => {
    const file = join(tempDir(), 'orders.csv')
    writeFileSync(
      file,
      `order_id,item_id\n${Array.from({ length: 50 }, (_, i) => `${i},tea\n${i},pot`).join('\n')}`,
    )
    const models = join(tempDir(), 'models')
    const { stdout } = await run(['build', '--orders', file, '--models', models])
    expect(stdout).toContain(
      'recipe: standard: 5 held-out orders could be asked about, a choice needs 1000\n',
    )
  })

  it('exits with 2 on settings of the choice that cannot be, and names them', async () => {
    for (const [flag, value] of [
      ['--tune-seconds', 'soon'],
      ['--tune-seconds', '0'],
      ['--tune-seconds', '-5'],
      ['--beta', '2'],
    ] as const) {
      expect(await run([...orders, flag, value])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`${flag}: got "${value}"`),
      })
    }
    expect(await run(orders, { env: { ISSHO_FIXED: 'maybe' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ISSHO_FIXED: got "maybe"'),
    })
  })
})
