import { type Duckdb, text } from './duckdb.ts'
import { firstFew } from './products.ts'

/*
 * Catalogue rows → items. Rows of one id that say the same of the thing are offers of it: several stores, or several
 * times of asking. Rows that say another thing than the first are rejected.
 */

/** No item costs more, in any currency. */
const MAX_PRICE = 1e9
export const IS_PRICE = `price > 0 and price <= ${MAX_PRICE}`

/** What two rows of one item have to agree in; price, currency, availability, link and picture are an offer's own. */
const THING = `hash(lower(title), translations, lower(brand), lower(category), group_id, pack_quantity, subscription,
  released_at, attributes, more_attributes)`

export type Offers = {
  /** Items that stand in more than one row, and how many rows they stand in besides. */
  readonly items: number
  readonly rows: number
}

/** The catalogue's items, each once, as the table product; rows that are none are rejected. */
export async function keepProducts(db: Duckdb, notices: string[]): Promise<Offers> {
  await spellAlike(db, notices)
  const currency = await mainCurrency(db)
  const isMain = currency === undefined ? 'true' : `coalesce(currency = ${text(currency)}, false)`
  await db.run(`
    create table offer as
      with judged as (
        select file, "row", item_id, price, currency, coalesce(available, true) as available,
          coalesce(${IS_PRICE}, false) as is_priced, ${isMain} as is_main,
          first_value(thing) over (partition by item_id order by file, "row") = thing as is_alike
        from (select *, ${THING} as thing from product_row where item_id is not null))
      select file, "row", is_alike, row_number() over (
          partition by item_id, is_alike
          order by is_priced desc, is_main desc, available desc, price, file, "row") as place,
        bool_or(available) over same as any_available, count(*) over same as num_offers,
        coalesce(max(currency) filter (is_priced) over same <> min(currency) filter (is_priced) over same, false)
          as is_in_currencies
      from judged window same as (partition by item_id, is_alike);
    create table product as
      select product_row.* replace (any_available as available, if(${IS_PRICE}, price, null) as price)
      from product_row join offer using (file, "row") where is_alike and place = 1;
    insert into reject select file, 'catalog', "row", if(is_further_row, 'set-aside', 'rejected'), 'item_id is empty',
      'item_id is empty', null, null, title from product_row where item_id is null;
    insert into reject select file, 'catalog', "row", 'rejected', 'item_id stands twice',
      'item_id ' || to_json(item_id) || ' stands twice, the first row counts', null, item_id, title
    from product_row join offer using (file, "row") where not is_alike;
    insert into reject select file, 'catalog', "row", 'set-aside', 'price is no usable number',
      'price ' || to_json(price_text) || ' is no usable number', null, item_id, price_text
    from product_row join offer using (file, "row")
    where is_alike and price_text is not null and coalesce(not (${IS_PRICE}), true)`)
  const [count] = await db.rows<Offers & { mixed: number }>(`
    select count(*)::double as items, coalesce(sum(num_offers - 1), 0)::double as "rows",
      count(*) filter (is_in_currencies)::double as mixed
    from offer where is_alike and place = 1 and num_offers > 1`)
  await db.run('drop table offer; drop table product_row')
  const { items, rows, mixed } = count!
  if (items > 0) notices.push(`${items} items have several offers: the lowest available price counts`)
  if (mixed > 0)
    notices.push(`${mixed} items have prices in several currencies: those in ${currency} count first`)
  return { items, rows }
}

/** The currency of most prices, undefined where none carries any. */
async function mainCurrency(db: Duckdb): Promise<string | undefined> {
  const [main] = await db.rows<{ currency: string }>(`
    select currency from product_row where currency is not null and ${IS_PRICE}
    group by currency order by count(*) desc, currency limit 1`)
  return main?.currency
}

/** Gives each brand its most frequent spelling: Apple, apple and APPLE are one. */
async function spellAlike(db: Duckdb, notices: string[]): Promise<void> {
  const spellings = `select brand, count(*) as n from product_row where brand is not null group by brand`
  const several = await db.rows<{ best: string; others: string }>(`
    select spelled[1] as best, array_to_string(spelled[2:], ', ') as others
    from (select list(brand order by n desc, brand) as spelled from (${spellings}) group by lower(brand))
    where len(spelled) > 1 order by best`)
  if (several.length === 0) return
  await db.run(`
    update product_row set brand = best.brand
    from (from (${spellings}) qualify row_number() over (partition by lower(brand) order by n desc, brand) = 1) best
    where lower(product_row.brand) = lower(best.brand) and product_row.brand <> best.brand`)
  const examples = firstFew(several.map(({ best, others }) => `${best} (${others})`))
  notices.push(`${several.length} brands are spelled in several ways, the most frequent counts: ${examples}`)
}
