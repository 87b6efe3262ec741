import { type Duckdb, text } from './duckdb.ts'
import { firstFew } from './products.ts'
import { type Column, read, type Source } from './source.ts'

/*
 * Which columns that are none of ours are attributes of the thing: all but what its own values or its name tell to be
 * something else. What is left out is told once a file.
 */

/** More are not taken. */
const MAX_COLUMNS = 1000
/** About so many rows tell what a column holds. */
const LOOKED_AT = 20_000
/** Mean length in characters above which a column holds texts, not attributes. */
const LONG_TEXT = 200

/** Words in a column's name by which it tells of the offer, or of the trade with it, and not of the thing. */
const OFFER_WORDS = new Set(
  `price prices pricing cost msrp rrp discount sale offer offers store shop seller merchant retailer reseller
  marketplace stock inventory availability shipping delivery popularity
  preis preise rabatt angebot händler haendler anbieter verkäufer versand lieferzeit lagerbestand bestand
  verfügbarkeit`.split(/\s+/),
)
const OFFER_SIGNS = /価格|値段|店舗|ショップ|販売元|販売者|出品者|在庫|送料|配送/

const LINK = '^[\\s"\\[]*(https?:)?//\\S'
const MARKUP = '</?(p|br|div|span|ul|ol|li|b|i|strong|em|table|tr|td|h[1-6]|a|img)\\b[^>]*>'

/** An attribute: its value is in one column, and its key is the column's name or stands in a column itself. */
export type AttributeColumn = { readonly value: Column; readonly key?: Column | undefined }

/** The columns among `others`, none of them ours, that hold attributes; what they leave out goes to `notices`. */
export async function attributeColumns(
  db: Duckdb,
  source: Source,
  others: readonly Column[],
  notices: string[],
): Promise<AttributeColumn[]> {
  const leftOut = new Map<string, string[]>()
  const leaveOut = (why: string, { name }: Column) =>
    leftOut.set(why, [...(leftOut.get(why) ?? []), name === '' ? 'a column without a name' : name])

  const named = others.filter(column => {
    const why = column.name === '' ? 'row numbers or notes' : tellsOfOffer(column.name) ? 'the offer' : ''
    if (why !== '') leaveOut(why, column)
    return why === ''
  })
  for (const column of named.slice(MAX_COLUMNS)) leaveOut(`beyond the first ${MAX_COLUMNS}`, column)
  const looked = named.slice(0, MAX_COLUMNS)
  const whys = await contentsOf(db, source, looked)
  const kept = looked.filter((column, i) => {
    const why = whys[i]
    if (why) leaveOut(why, column)
    return why === undefined
  })
  if (leftOut.size > 0) {
    const parts = [...leftOut].map(([why, names]) => `${firstFew(names)} (${why})`)
    notices.push(`${source.file}: not taken for attributes: ${parts.join('; ')}`)
  }
  return pairUp(kept)
}

/** SQL: the attributes of a row as a JSON object without empty values. `cells` are the values, `keys` theirs as text. */
export function asJson(attributes: readonly { readonly key: string; readonly value: string }[]): string {
  if (attributes.length === 0) return 'null::varchar'
  const entries = attributes.map(({ key, value }) => `to_json(${key}) || ':' || to_json(${value})`)
  return `'{' || concat_ws(',', ${entries.join(', ')}) || '}'`
}

function tellsOfOffer(name: string): boolean {
  const words = name
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return words.some(word => OFFER_WORDS.has(word)) || OFFER_SIGNS.test(name)
}

/**
 * What each column holds that no attribute is, undefined where nothing speaks against it. One list of cells a row: an
 * aggregate a column takes DuckDB minutes to plan with 1000 columns.
 */
async function contentsOf(
  db: Duckdb,
  source: Source,
  columns: readonly Column[],
): Promise<(string | undefined)[]> {
  if (columns.length === 0) return []
  const cells = columns.map(({ sql }) => `${sql}::varchar`).join(', ')
  const share = (pattern: string) => `avg(regexp_matches(left(x, 1000), ${text(pattern)}, 'i')::int)`
  const found = await db.inOrder(() =>
    db.rows<{ place: number; length: number; links: number; markup: number }>(`
      select place::double as place, avg(length(x)) as length, ${share(LINK)} as links, ${share(MARKUP)} as markup
      from (select unnest([${cells}]) as x, unnest(range(${columns.length})) as place
        from (from ${read(source)} limit ${LOOKED_AT}))
      where trim(x) <> '' group by place`),
  )
  const whys = new Map(found.map(({ place, ...content }) => [place, whyNot(content)]))
  return columns.map((_, place) => whys.get(place))
}

type Content = { readonly length: number; readonly links: number; readonly markup: number }

function whyNot({ length, links, markup }: Content): string | undefined {
  if (links > 0.5) return 'links'
  if (markup > 0.5) return 'HTML'
  return length > LONG_TEXT ? 'long texts' : undefined
}

/** "Option1 Name" and "Option1 Value" are one attribute: its key stands in the one, its value in the other. */
function pairUp(columns: readonly Column[]): AttributeColumn[] {
  const byName = new Map(columns.map(column => [column.name.toLowerCase(), column]))
  const keyOf = ({ name }: Column) => {
    const stem = name.toLowerCase().match(/^(.*\d) value(\(s\))?$/)?.[1]
    return stem === undefined ? undefined : byName.get(`${stem} name`)
  }
  const keys = new Set(columns.map(keyOf))
  return columns.filter(column => !keys.has(column)).map(value => ({ value, key: keyOf(value) }))
}
