import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemParameters } from '../../src/serve/contract.ts'
import { FALLBACKS, type Fault, FIELDS, parseItemRequest } from '../../src/serve/params.ts'
import { LOCALES } from '../../src/serve/reasons.ts'
import { wallClock } from '../../src/serve/wall-clock.ts'

const parse = (target: string) => parseItemRequest(target, 'en')

function faultsOf(target: string): readonly Fault[] {
  const parsed = parse(target)
  if (!('faults' in parsed)) throw new Error(`expected faults, got ${JSON.stringify(parsed)}`)
  return parsed.faults
}

describe('a request', () => {
  it('has a default for everything but the id', () => {
    expect(parse('/v1/items/85123A/also-bought')).toEqual({
      id: '85123A',
      limit: 8,
      exclude: [],
      fields: 'card',
      locale: 'en',
      fallback: 'popular',
    })
  })

  it.each([
    ['/v1/items/a%2Fb%25', 'a/b%'],
    ['/v1/items/a%2Fb%25?limit=3', 'a/b%'],
    ['/v1/items/a+b/upgrades', 'a+b'],
    ['/v1/items/%2E%2E/upgrades?', '..'],
    ['/v1/items/%252F', '%2F'],
  ])('takes the id of %s as %s', (target, id) => {
    expect(parse(target)).toMatchObject({ id })
  })

  it.each([
    ['exclude=a,b&exclude=c', ['a', 'b', 'c']],
    ['exclude=a%2Cb,c', ['a,b', 'c']],
    ['exclude=two+words,x%2By', ['two words', 'x+y']],
    ['exclude=', []],
    ['&exclude=,a,,&', ['a']],
    ['%65xclude=a=b', ['a=b']],
  ])('excludes by %s', (query, exclude) => {
    expect(parse(`/v1/items/1?${query}`)).toMatchObject({ exclude })
  })

  it.each([
    '2026-12-24T18:00:00+09:00',
    '2026-12-24T18:00:00%2B09:00',
    '2026-12-24T18:00:00-0330',
    '2026-12-24T18:00:00.5Z',
    '2026-12-24T18:00Z',
    '2026-12-24T18:00',
  ])('takes at=%s for six in the evening, as the clock on the wall has it', at => {
    expect(parse(`/v1/items/1?at=${at}`)).toMatchObject({ at: Date.UTC(2026, 11, 24, 18) / 1000 })
  })

  it('means the same to the parser and to the published schema', () => {
    const sent = fc.record(
      {
        limit: fc.integer({ min: -5, max: 60 }),
        exclude: fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1 }),
        fields: fc.constantFrom(...FIELDS, 'all'),
        locale: fc.constantFrom(...LOCALES, 'de'),
        fallback: fc.constantFrom(...FALLBACKS, ''),
        at: fc.constantFrom('2026-12-24T18:00Z', '2026-12-24', '2026-02-29T00:00:00'),
        segment: fc.constantFrom('trade', 'お得意様', ''),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(sent, values => {
        const query = Object.entries(values).map(([name, value]) =>
          Array.isArray(value)
            ? `${name}=${value.map(encodeURIComponent).join(',')}`
            : `${name}=${encodeURIComponent(value)}`,
        )
        const parsed = parse(`/v1/items/1?${query.join('&')}`)
        const published = itemParameters.safeParse(values)
        if ('faults' in parsed) {
          const named = published.error!.issues.map(issue => String(issue.path[0]))
          expect(parsed.faults.map(fault => fault.parameter).sort()).toEqual(named.sort())
        } else {
          const at = published.data!.at === undefined ? undefined : wallClock(published.data!.at)
          expect(parsed).toEqual({ id: '1', locale: 'en', ...published.data, at })
        }
      }),
    )
  })
})

describe('a bad request', () => {
  const unknown = 'unknown parameter, expected one of limit, exclude, fields, locale, fallback, at, segment'
  const anIsoTime = 'an ISO 8601 time such as 2026-12-24T18:00:00+09:00'
  it.each([
    ['limit=0', 'limit', 'got "0", expected a whole number from 1 to 50'],
    ['limit=51', 'limit', 'got "51", expected a whole number from 1 to 50'],
    ['limit=', 'limit', 'got "", expected a whole number from 1 to 50'],
    ['limit', 'limit', 'got "", expected a whole number from 1 to 50'],
    ['limit=1e1', 'limit', 'got "1e1", expected a whole number from 1 to 50'],
    ['limit=-1', 'limit', 'got "-1", expected a whole number from 1 to 50'],
    ['limit=+8', 'limit', 'got " 8", expected a whole number from 1 to 50'],
    ['limit=8&limit=8', 'limit', 'given more than once, expected one value'],
    ['fields=all', 'fields', 'got "all", expected id or card'],
    ['locale=de', 'locale', 'got "de", expected en or ja'],
    ['fallback=yes', 'fallback', 'got "yes", expected popular or none'],
    ['at=', 'at', `got "", expected ${anIsoTime}`],
    ['at=2026-12-24', 'at', `got "2026-12-24", expected ${anIsoTime}`],
    ['at=2026-02-29T12:00', 'at', `got "2026-02-29T12:00", expected ${anIsoTime}`],
    ['at=2026-00-01T12:00', 'at', `got "2026-00-01T12:00", expected ${anIsoTime}`],
    ['at=2026-12-00T12:00', 'at', `got "2026-12-00T12:00", expected ${anIsoTime}`],
    ['at=2026-12-24T24:00', 'at', `got "2026-12-24T24:00", expected ${anIsoTime}`],
    ['at=2026-12-24T18:00%2B99:00', 'at', `got "2026-12-24T18:00+99:00", expected ${anIsoTime}`],
    ['at=1798131600', 'at', `got "1798131600", expected ${anIsoTime}`],
    ['at=2026-12-24T18:00&at=2026-12-24T18:00', 'at', 'given more than once, expected one value'],
    ['segment=', 'segment', 'got "", expected the name of an audience'],
    ['fallback=%zz', 'fallback', 'got "%zz", expected percent-encoded UTF-8'],
    ['exclude=a,%E6%B9', 'exclude', 'got "a,%E6%B9", expected percent-encoded UTF-8'],
    ['limt=3', 'limt', unknown],
    ['__proto__=3', '__proto__', unknown],
    ['=3', '', unknown],
    ['%zz=3', '%zz', unknown],
    ['LIMIT=3', 'LIMIT', unknown],
  ])('%s is told so', (query, parameter, detail) => {
    expect(faultsOf(`/v1/items/1?${query}`)).toEqual([{ parameter, detail }])
  })

  it('is told of a broken id', () => {
    expect(faultsOf('/v1/items/%ff/upgrades')).toEqual([
      { parameter: 'id', detail: 'got "%ff", expected percent-encoded UTF-8' },
    ])
  })

  it('is told of all its faults at once', () => {
    const faults = faultsOf('/v1/items/%/also-bought?limit=99&colour=red&locale=ja')
    expect(faults.map(fault => fault.parameter)).toEqual(['id', 'limit', 'colour'])
  })

  it('is not repeated at length', () => {
    const [fault] = faultsOf(`/v1/items/1?limit=${'9'.repeat(10_000)}`)
    expect(fault!.detail).toHaveLength('got "…", expected a whole number from 1 to 50'.length + 60)
  })
})
