import { ORDER_COLUMNS, type OrderColumn } from './shapes.ts'

/*
 * One JSON object of customer → baskets in order, each a list of item ids: {"7": [["tea", "pot"], ["tea"]]}.
 * DuckDB holds such a file whole while it reads, so it is for small ones.
 */

/** Whether a text begins like such an object: a first key with a list of lists. */
export function beginsLikeCustomers(start: string): boolean {
  return /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\[\s*\[/.test(start)
}

const MAX_BYTES = 2 ** 27

/** What `read_json` has to be told of it. */
export const AS_CUSTOMERS = `format = 'unstructured', records = false, maximum_object_size = ${MAX_BYTES},
  columns = {customers: 'MAP(VARCHAR, VARCHAR[][])'}`

const OURS: { readonly [K in OrderColumn]?: string } = {
  order_id: "customer_id || '/' || order_number",
  item_id: 'cell(unnest(basket))',
  customer_id: 'customer_id',
  order_number: 'order_number',
  cart_position: 'generate_subscripts(basket, 1)',
}

/** SQL: its lines; `row` numbers the baskets. */
export function customerColumns(from: string): string {
  return `select row, ${ORDER_COLUMNS.map(column => `${OURS[column] ?? 'null'} as ${column}`).join(', ')}
    from (select row_number() over () as row, *
      from (select customer.key as customer_id, unnest(customer.value) as basket,
          generate_subscripts(customer.value, 1)::varchar as order_number
        from (select unnest(map_entries(customers)) as customer from ${from})))`
}
