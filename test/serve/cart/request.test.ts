import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cartBody } from '../../../src/serve/cart/contract.ts'
import { MAX_LINES, MAX_QUANTITY, parseCartRequest } from '../../../src/serve/cart/request.ts'
import { FALLBACKS, FIELDS } from '../../../src/serve/params.ts'
import { LOCALES } from '../../../src/serve/reasons.ts'
import { nastyIds } from '../tea-shop.ts'

const parse = (query: string) => parseCartRequest(`/v1/cart${query}`, 'en')
const manyIds = (count: number) => Array.from({ length: count }, (_, i) => `SKU${i}`)

describe('a request about a cart', () => {
  it('has a default for everything but the items', () => {
    expect(parse('?items=SKU1')).toEqual({
      lines: [{ id: 'SKU1', quantity: 1 }],
      limit: 8,
      exclude: [],
      fields: 'card',
      locale: 'en',
      fallback: 'popular',
    })
  })

  it.each([
    [
      'items=SKU1:2,SKU2',
      [
        ['SKU1', 2],
        ['SKU2', 1],
      ],
    ],
    [
      'items=SKU1&items=SKU2:3',
      [
        ['SKU1', 1],
        ['SKU2', 3],
      ],
    ],
    [
      'items=,SKU1,,SKU2,',
      [
        ['SKU1', 1],
        ['SKU2', 1],
      ],
    ],
    [
      'items=b:2,a,b:3',
      [
        ['b', 5],
        ['a', 1],
      ],
    ],
    ['items=a:999', [['a', 999]]],
    ['items=a:007', [['a', 7]]],
    [
      'items=a%2Cb:2,c',
      [
        ['a,b', 2],
        ['c', 1],
      ],
    ],
    ['items=urn%3Asku%3A7', [['urn:sku:7', 1]]],
    ['items=urn%3Asku%3A7:7', [['urn:sku:7', 7]]],
    [
      'items=two+words:2,x%2By',
      [
        ['two words', 2],
        ['x+y', 1],
      ],
    ],
    ['items=%E6%B9%AF%E5%91%91:2', [['湯呑', 2]]],
    [`items=${manyIds(MAX_LINES)}`, manyIds(MAX_LINES).map(id => [id, 1])],
  ])('reads %s', (query, lines) => {
    expect(parse(`?${query}`)).toMatchObject({ lines: lines.map(([id, quantity]) => ({ id, quantity })) })
  })

  it('may be about any id', () => {
    const query = nastyIds.map((id, i) => `${encodeURIComponent(id)}:${i + 1}`).join(',')
    const lines = nastyIds.map((id, i) => ({ id, quantity: i + 1 }))
    expect(parse(`?items=${query}`)).toMatchObject({ lines })
  })

  it('means the same in a query and in a body', () => {
    const id = fc.oneof(fc.constantFrom('a', 'b', ...nastyIds), fc.string({ minLength: 1, unit: 'grapheme' }))
    const quantity = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -2, max: 2 * MAX_QUANTITY }))
    const sent = fc.record(
      {
        items: fc.array(fc.record({ id, quantity }), { maxLength: 60 }),
        limit: fc.integer({ min: -5, max: 60 }),
        exclude: fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1 }),
        fields: fc.constantFrom(...FIELDS, 'all'),
        locale: fc.constantFrom(...LOCALES, 'de'),
        fallback: fc.constantFrom(...FALLBACKS, ''),
      },
      { requiredKeys: ['items'] },
    )
    fc.assert(
      fc.property(sent, ({ items, exclude, ...scalars }) => {
        const query = [
          `items=${items.map(line => `${encodeURIComponent(line.id)}:${line.quantity}`).join(',')}`,
          ...(exclude ? [`exclude=${exclude.map(encodeURIComponent).join(',')}`] : []),
          ...Object.entries(scalars).map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
        ]
        const parsed = parse(`?${query.join('&')}`)
        const checked = cartBody.safeParse({ items, ...(exclude && { exclude }), ...scalars })
        const sums = new Map<string, number>()
        for (const line of items) sums.set(line.id, (sums.get(line.id) ?? 0) + line.quantity)
        const isTooMuch = [...sums.values()].some(sum => sum > MAX_QUANTITY)
        if ('faults' in parsed) {
          const named = parsed.faults.map(fault => fault.parameter)
          const issues = checked.error?.issues.map(issue => String(issue.path[0])) ?? []
          if (isTooMuch) issues.push('items')
          expect(new Set(named)).toEqual(new Set(issues))
        } else {
          const { items: _, ...wanted } = checked.data!
          const lines = Array.from(sums, ([id, quantity]) => ({ id, quantity }))
          expect(parsed).toEqual({ ...wanted, locale: wanted.locale ?? 'en', lines })
        }
      }),
    )
  })
})

describe('a bad request about a cart', () => {
  const expected = 'expected an id or id:quantity, 1 to 999; a colon inside an id is %3A'
  it.each([
    ['', 'got 0 items, expected 1 to 50 such as SKU1:2,SKU2'],
    ['?', 'got 0 items, expected 1 to 50 such as SKU1:2,SKU2'],
    ['?items=', 'got 0 items, expected 1 to 50 such as SKU1:2,SKU2'],
    ['?items=,,', 'got 0 items, expected 1 to 50 such as SKU1:2,SKU2'],
    [`?items=${manyIds(MAX_LINES + 1)}`, 'got 51 items, expected 1 to 50 such as SKU1:2,SKU2'],
    ['?items=a:0', `got "a:0", ${expected}`],
    ['?items=a:1000', `got "a:1000", ${expected}`],
    ['?items=a:', `got "a:", ${expected}`],
    ['?items=a:x', `got "a:x", ${expected}`],
    ['?items=a:-1', `got "a:-1", ${expected}`],
    ['?items=a:1.5', `got "a:1.5", ${expected}`],
    ['?items=a:1e2', `got "a:1e2", ${expected}`],
    ['?items=a:%32', `got "a:%32", ${expected}`],
    ['?items=:2', `got ":2", ${expected}`],
    ['?items=urn:sku:7', `got "urn:sku:7", ${expected}`],
    ['?items=a,%ff', 'got "%ff", expected percent-encoded UTF-8'],
    ['?items=a:998,a:2', '"a" adds up to 1000, expected 999 at most'],
  ])('%s is told so', (query, detail) => {
    expect(parse(query)).toEqual({ faults: [{ parameter: 'items', detail }] })
  })

  it('is told of all its faults at once', () => {
    const parsed = parse('?items=a:x,b,c:0&limit=99&at=2026-12-24T18:00Z&locale=ja&locale=ja')
    const known = 'items, limit, exclude, fields, locale, fallback'
    expect(parsed).toEqual({
      faults: [
        { parameter: 'limit', detail: 'got "99", expected a whole number from 1 to 50' },
        { parameter: 'at', detail: `unknown parameter, expected one of ${known}` },
        { parameter: 'locale', detail: 'given more than once, expected one value' },
        { parameter: 'items', detail: `got "a:x", ${expected}` },
        { parameter: 'items', detail: `got "c:0", ${expected}` },
      ],
    })
  })
})
