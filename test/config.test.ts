import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flagName, loadConfig, readConfigFile, settings, variableName } from '../src/config.ts'
import { tempDir } from './temp-dir.ts'

describe('loadConfig', () => {
  it('fills in the defaults', () => {
    expect(loadConfig({})).toMatchObject({
      models: 'models',
      port: 8080,
      locale: 'en',
      maxRejects: 0.1,
    })
    expect(loadConfig({}).beta).toBeUndefined() // the build chooses it
  })

  it('takes flags before the environment, the environment before the file, the file before the defaults', () => {
    const file = { path: 'shop.json', values: { port: 1, locale: 'ja', maxRejects: 0.5 } }
    const env = { ISSHO_PORT: '2', ISSHO_MAX_REJECTS: '0.25', ISSHO_HOST: '' }
    const config = loadConfig({ file, env, flags: { port: '3' } })
    expect(config).toMatchObject({ port: 3, maxRejects: 0.25, locale: 'ja', host: '127.0.0.1' })
  })

  it('reads lists from text and from JSON', () => {
    expect(loadConfig({ env: { ISSHO_DROP_ITEMS: 'POST,M' } }).dropItems).toEqual(['POST', 'M'])
    expect(loadConfig({ file: { path: 'f', values: { dropItems: ['a,b'] } } }).dropItems).toEqual(['a,b'])
  })

  it('reports all faults at once, each with where it came from', () => {
    const file = { path: 'shop.json', values: { locale: 'fr', colour: 'red' } }
    const attempt = () => loadConfig({ file, env: { ISSHO_PORT: 'http' }, flags: { currency: 'pounds' } })
    expect(attempt).toThrow(/ISSHO_PORT: got "http": /)
    expect(attempt).toThrow(/--currency: got "pounds": expected an ISO 4217 code such as GBP/)
    expect(attempt).toThrow(/shop\.json: locale: got "fr": /)
    expect(attempt).toThrow(/shop\.json: colour: no such setting/)
  })

  it('takes what a shop adds to the ladder, and says what is wrong with it and where', () => {
    const load = (ladder: unknown) => loadConfig({ file: { path: 'shop.json', values: { ladder } } })
    const ladder = {
      tiers: ['crianza<reserva'],
      directions: { noise: -1 },
      colours: ['petrol'],
      needs: ['業務用'],
    }
    expect(load(ladder).ladder).toEqual(ladder)
    expect(loadConfig({}).ladder).toEqual({})
    expect(() => load({ tiers: ['a<b', 'basic'] })).toThrow(
      'shop.json: ladder.tiers.1: got "basic": expected different words from low to high, such as',
    )
    expect(() => load({ tiers: ['a<b<a'] })).toThrow('got "a<b<a": expected different words')
    expect(() => load({ tiers: ['a<<b'] })).toThrow('got "a<<b": expected a word on either side of each <')
    expect(() => load({ directions: { noise: 'down' } })).toThrow(
      'shop.json: ladder.directions.noise: got "down": expected 1, 0 or -1',
    )
    expect(() => load({ tier: [] })).toThrow('shop.json: ladder.tier: no such setting')
    expect(() => load('pro<max')).toThrow('shop.json: ladder: got "pro<max": ')
  })

  it('takes a number of workers, or auto', () => {
    const load = (workers: string) => loadConfig({ flags: { workers } }).workers
    expect(loadConfig({}).workers).toBe(1)
    expect(load('4')).toBe(4)
    expect(load('auto')).toBe(availableParallelism())
    for (const wrong of ['0', '1.5', '-2', 'all']) {
      expect(() => load(wrong)).toThrow(`--workers: got "${wrong}": expected a whole number from 1, or auto`)
    }
  })

  it('has a comment for every setting', () => {
    for (const [key, schema] of Object.entries(settings.shape)) expect(schema.description, key).toBeTruthy()
  })
})

describe('readConfigFile', () => {
  it('refuses a file that is missing, is not JSON or is not an object', async () => {
    const path = join(tempDir(), 'config.json')
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: cannot be read: ENOENT`)
    for (const text of ['{', '[1]', '"x"']) {
      writeFileSync(path, text)
      await expect(readConfigFile(path)).rejects.toThrow(`${path}: is not a JSON object of settings`)
    }
  })
})

describe('names', () => {
  it('follow from the key', () => {
    expect(flagName('maxRejects')).toBe('max-rejects')
    expect(variableName('maxRejects')).toBe('ISSHO_MAX_REJECTS')
  })
})
