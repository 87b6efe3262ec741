export type Role = 'orders' | 'catalog' | 'events'

/**
 * Our columns of an order line. order_number counts per customer; status says whether the order still stands;
 * cart_position is the line's place in the order in which the cart was filled; segment is the audience that the customer
 * belongs to.
 */
export const ORDER_COLUMNS = [
  'order_id',
  'item_id',
  'customer_id',
  'order_number',
  'ordered_at',
  'quantity',
  'unit_price',
  'currency',
  'title',
  'status',
  'cart_position',
  'segment',
] as const

/** Our columns of a catalogue row; title_<tag> for each further language besides. */
export const CATALOG_COLUMNS = [
  'item_id',
  'title',
  'brand',
  'category',
  'price',
  'currency',
  'group_id',
  'available',
  'url',
  'image',
  'attributes',
  'pack_quantity',
  'subscription',
  'released_at',
] as const

export type OrderColumn = (typeof ORDER_COLUMNS)[number]
export type CatalogColumn = (typeof CATALOG_COLUMNS)[number]

/** How one kind of file names our columns. */
export type Shape<C extends string> = {
  readonly name: string
  readonly needs: readonly C[]
  /** Header names that tell the shape from others, though we read nothing there. */
  readonly marks?: readonly string[]
  /** The header names of each column, the preferred first; case and punctuation do not matter. */
  readonly columns: { readonly [K in C]?: readonly string[] }
  readonly currency?: string
  /** Where the column is empty, its other column speaks. */
  readonly fallback?: { readonly [K in C]?: C }
  /** Columns that stand only on the first row of an order or product. */
  readonly fillDown?: readonly C[]
  /** Which of the columns that are none of ours stand on every row all the same, as a regular expression. */
  readonly notFilledDown?: string
  /** Order ids that undo a sale, as a regular expression. */
  readonly cancelled?: string
}

/** Tried from the top: the first whose needed columns are all in the header. */
export const ORDER_SHAPES: readonly Shape<OrderColumn>[] = [
  {
    name: 'online-retail',
    needs: ['order_id', 'item_id', 'quantity'],
    columns: {
      order_id: ['InvoiceNo', 'Invoice'],
      item_id: ['StockCode'],
      ordered_at: ['InvoiceDate'],
      quantity: ['Quantity'],
      unit_price: ['UnitPrice', 'Price'],
      title: ['Description'],
      customer_id: ['CustomerID'],
    },
    currency: 'GBP',
    cancelled: '^[Cc]\\d',
  },
  {
    name: 'shopify-orders',
    needs: ['order_id', 'item_id', 'title'],
    columns: {
      order_id: ['Name'],
      item_id: ['Lineitem sku'],
      ordered_at: ['Created at'],
      quantity: ['Lineitem quantity'],
      unit_price: ['Lineitem price'],
      currency: ['Currency'],
      title: ['Lineitem name'],
      status: ['Financial Status'],
    },
    fallback: { item_id: 'title' },
    fillDown: ['ordered_at', 'currency', 'status'],
  },
  {
    name: 'instacart',
    marks: ['add_to_cart_order'],
    needs: ['order_id', 'item_id'],
    columns: {
      order_id: ['order_id'],
      item_id: ['product_id'],
      cart_position: ['add_to_cart_order'],
    },
  },
  {
    name: 'issho',
    needs: ['order_id', 'item_id'],
    columns: {
      order_id: ['order_id'],
      item_id: ['item_id', 'product_id', 'sku'],
      customer_id: ['customer_id', 'user_id'],
      ordered_at: ['ordered_at', 'order_date', 'created_at'],
      quantity: ['quantity', 'qty'],
      unit_price: ['unit_price', 'price'],
      currency: ['currency'],
      title: ['title', 'item_name', 'product_name'],
      status: ['status', 'order_status'],
      // not "position": in logs of what was shown it is the place in a list
      cart_position: ['cart_position', 'add_to_cart_order', 'line_number', 'line_no'],
      segment: ['segment', 'audience', 'customer_group', 'customer_segment'],
    },
  },
  {
    name: 'numbered-orders',
    needs: ['customer_id', 'order_number', 'item_id'],
    columns: {
      customer_id: ['user_id', 'customer_id'],
      order_number: ['order_number'],
      item_id: ['product_id', 'item_id'],
      cart_position: ['cart_position', 'add_to_cart_order'],
    },
  },
  {
    name: 'sessions',
    needs: ['order_id', 'item_id', 'ordered_at'],
    columns: { order_id: ['SessionId'], item_id: ['ItemId'], ordered_at: ['Time', 'Timestamp'] },
  },
]

/** One basket a line and no header: not told by names, see looksLikeBaskets. */
export const BASKETS: Shape<OrderColumn> = {
  name: 'baskets',
  needs: ['order_id', 'item_id'],
  columns: { order_id: ['order_id'], item_id: ['item_id'], cart_position: ['cart_position'] },
}

/** One JSON object of customer → baskets: told by how it begins, see beginsLikeCustomers. */
export const CUSTOMER_BASKETS: Shape<OrderColumn> = {
  name: 'customer-baskets',
  needs: ['customer_id', 'order_number', 'item_id'],
  columns: {
    customer_id: ['customer_id'],
    order_number: ['order_number'],
    item_id: ['item_id'],
    cart_position: ['cart_position'],
  },
}

export const CATALOG_SHAPES: readonly Shape<CatalogColumn>[] = [
  {
    name: 'shopify-products',
    needs: ['item_id', 'group_id', 'price'],
    columns: {
      item_id: ['Variant SKU'],
      title: ['Title'],
      brand: ['Vendor'],
      category: ['Product Category', 'Type'],
      price: ['Variant Price'],
      group_id: ['Handle'],
      available: ['Published'],
      image: ['Variant Image', 'Image Src'],
    },
    fillDown: ['title', 'brand', 'category', 'available'],
    notFilledDown: '^(Variant|Image|Option\\d+ Value)',
  },
  {
    name: 'google-merchant',
    needs: ['item_id', 'title', 'url'],
    columns: {
      item_id: ['id'],
      title: ['title'],
      brand: ['brand'],
      category: ['product_type', 'google_product_category'],
      price: ['price'],
      group_id: ['item_group_id'],
      available: ['availability'],
      url: ['link'],
      image: ['image_link'],
      pack_quantity: ['multipack'],
    },
  },
  {
    name: 'algolia-records',
    needs: ['item_id', 'title'],
    columns: {
      item_id: ['objectID'],
      title: ['name', 'title'],
      brand: ['brand'],
      category: ['categories', 'category'],
      price: ['price'],
      currency: ['currency'],
      available: ['available', 'in_stock'],
      url: ['url'],
      image: ['image', 'image_url'],
    },
  },
  {
    name: 'instacart-products',
    needs: ['item_id', 'title', 'category'],
    columns: { item_id: ['product_id'], title: ['product_name'], category: ['aisle', 'aisle_id'] },
  },
  {
    name: 'issho',
    needs: ['item_id'],
    columns: {
      item_id: ['item_id'],
      title: ['title'],
      brand: ['brand'],
      category: ['category'],
      price: ['price'],
      currency: ['currency'],
      group_id: ['group_id'],
      available: ['available'],
      url: ['url'],
      image: ['image'],
      attributes: ['attributes'],
      pack_quantity: ['pack_quantity'],
      subscription: ['subscription'],
      released_at: ['released_at'],
    },
  },
]
