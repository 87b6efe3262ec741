/** A unit's dimension and its factor to the dimension's own unit: GB, g, ml, cm, W, mAh, GHz, Hz, ports, megapixels. */
export type Unit = readonly [dimension: string, factor: number]

export const UNITS: Readonly<Record<string, Unit>> = {
  gb: ['storage', 1],
  tb: ['storage', 1000],
  mb: ['storage', 0.001],
  mg: ['mass', 0.001],
  g: ['mass', 1],
  kg: ['mass', 1000],
  lb: ['mass', 453.6],
  lbs: ['mass', 453.6],
  oz: ['mass', 28.35],
  'fl oz': ['volume', 29.57],
  'fl. oz.': ['volume', 29.57],
  gallon: ['volume', 3785],
  gallons: ['volume', 3785],
  quart: ['volume', 946],
  ml: ['volume', 1],
  cl: ['volume', 10],
  dl: ['volume', 100],
  l: ['volume', 1000],
  litre: ['volume', 1000],
  litres: ['volume', 1000],
  liter: ['volume', 1000],
  リットル: ['volume', 1000],
  mm: ['length', 0.1],
  cm: ['length', 1],
  m: ['length', 100],
  inch: ['length', 2.54],
  inches: ['length', 2.54],
  インチ: ['length', 2.54],
  zoll: ['length', 2.54],
  pouces: ['length', 2.54],
  v型: ['length', 2.54],
  型: ['length', 2.54],
  ft: ['length', 30.48],
  feet: ['length', 30.48],
  foot: ['length', 30.48],
  w: ['power', 1],
  kw: ['power', 1000],
  mah: ['charge', 1],
  ghz: ['clock', 1],
  mhz: ['clock', 0.001],
  hz: ['refresh', 1],
  ah: ['charge', 1000],
  wh: ['energy', 1],
  kwh: ['energy', 1000],
  lm: ['light', 1],
  lumens: ['light', 1],
  v: ['voltage', 1],
  'year old': ['age', 1],
  'years old': ['age', 1],
  ...counted('ports', 'port', 'ports', 'ポート'),
  ...counted('seats', 'seat', 'seats', 'seater', 'sitzer', '人掛け'),
  ...counted('people', 'person', 'persons', 'people', 'personen', '人用'),
  ...counted('devices', 'device', 'devices'),
  ...counted('users', 'user', 'users'),
  ...counted('cups', 'cup', 'cups', 'tassen', '合'),
  ...counted('washes', 'wash', 'washes', 'loads'),
  ...counted('drawers', 'drawer', 'drawers', 'schubladen'),
  ...counted('doors', 'door', 'doors', 'türen', 'ドア'),
  ...counted('shelves', 'shelf', 'shelves', '段'),
  ...counted('burners', 'burner', 'burners', '口'),
  ...counted('outlets', 'outlet', 'outlets', 'way', 'sockets'),
  ...counted('channels', 'channel', 'channels'),
  ...counted('speeds', 'speed', 'speeds'),
  ...counted('blades', 'blade', 'blades'),
  ...counted('slices', 'slice', 'slices'),
  ...counted('bays', 'bay', 'bays'),
  ...counted('pages', 'page', 'pages', 'seiten', 'ページ'),
  m2: ['area', 1],
  qm: ['area', 1],
  sqm: ['area', 1],
  rpm: ['rotation', 1],
  mp: ['camera', 1],
}

/** What a thing has more or fewer of: the number before the word is no part of a name. */
function counted(dimension: string, ...words: string[]): Record<string, Unit> {
  return Object.fromEntries(words.map(word => [word, [dimension, 1]]))
}

/** Dimensions in which another value fits another thing, whatever the thing. */
export const FITS_OTHERS: ReadonlySet<string> = new Set(['gauge', 'voltage'])

/** What a shopper is told a measure in, where the dimension has a unit of its own. */
export const OWN_UNIT: Readonly<Record<string, string>> = {
  storage: 'GB',
  mass: 'g',
  volume: 'ml',
  length: 'cm',
  power: 'W',
  charge: 'mAh',
  clock: 'GHz',
  refresh: 'Hz',
  energy: 'Wh',
  light: 'lm',
  area: 'm²',
  rotation: 'rpm',
  camera: 'MP',
}

/** What a catalogue column measures: its attribute and the unit of a bare number in it. The first match counts. */
export const COLUMNS: readonly (readonly [key: RegExp, attribute: string, unit?: string])[] = [
  [/^(storage|rom|internal (memory|storage)|storage (capacity|size)|ssd|容量|ストレージ)$/u, 'storage', 'gb'],
  [/^(ram|memory size|ram size|system memory|メモリ|メモリー)$/u, 'ram', 'gb'],
  [/^memory$/u, 'memory', 'gb'],
  [/^(battery( (capacity|mah))?|バッテリー(容量)?)$/u, 'battery', 'mah'],
  [/^((display|screen)( size)?|inches|diagonal|画面(サイズ)?)$/u, 'screen', 'inch'],
  [/^((screen|display) ?)?resolution$|^解像度$/u, 'pixels'],
  [/^(weight|net weight|重量|重さ)$/u, 'weight', 'g'],
  [/^(volume|内容量)$/u, 'volume', 'ml'],
  [/^(power|wattage|出力)$/u, 'power', 'w'],
  [/^(cpu|processor|chipset)$/u, 'processor'],
  [/^(gpu|graphics|graphics card)$/u, 'graphics'],
  [/^(os|op ?sys|os type|operating system)$/u, 'os'],
  [/^(fits|compatible( with| models?)?|compatibility|for model|対応機種)$/u, 'fits'],
  [/colou?r|finish|カラー|^色$/u, 'colour'],
  [/^(size|サイズ)$/u, 'size'],
  [/^(condition|carrier|network carrier|状態)$/u, 'need'],
  [
    /^((frame|wheel|shoe|ring|cup|band|waist|lens) size|waist|inseam|collar|voltage|(lens )?mount|plug( type)?|platform|region|language|vintage|shade|foldable|form factor|規格|対応OS)$/u,
    'fit',
  ],
  [/^(replaces|successor of|supersedes|predecessor|前モデル)$/u, 'replaces'],
  [/^(replaced by|successor|superseded by|後継(機種|モデル)?)$/u, 'replaced by'],
  [/^(count|pieces|piece count|入数|枚数)$/u, 'count'],
]

/** Columns that say nothing of the thing itself. A price would teach that dearer is better. */
export const IGNORED_COLUMNS =
  /price|quantile|cost|rating|review|rank|stock|margin|sales|sold|popular|discount|date|year|url|link|image|\bid\b|sku|gtin|ean|mpn|barcode|version|available|alcohol|\babv\b|calorie|kcal|energy value|sugar|dimension|description|tags?$/u

/** How an attribute is known to read whatever the catalogue: more is better (1), and what difference nobody minds. */
export const KNOWN: Readonly<
  Record<string, { readonly direction: 1 | -1; readonly tolerance: number; readonly unit?: string }>
> = {
  storage: { direction: 1, tolerance: 0.03, unit: 'GB' },
  ssd: { direction: 1, tolerance: 0.07, unit: 'GB' },
  hdd: { direction: 1, tolerance: 0.03, unit: 'GB' },
  ram: { direction: 1, tolerance: 0.03, unit: 'GB' },
  processor: { direction: 1, tolerance: 0 },
  'processor generation': { direction: 1, tolerance: 0 },
  'processor class': { direction: 1, tolerance: 0 },
  graphics: { direction: 1, tolerance: 0 },
  'graphics generation': { direction: 1, tolerance: 0 },
  'graphics class': { direction: 1, tolerance: 0 },
  os: { direction: 1, tolerance: 0 },
  count: { direction: 1, tolerance: 0 },
  ports: { direction: 1, tolerance: 0 },
  size: { direction: 1, tolerance: 0 },
  network: { direction: 1, tolerance: 0 },
  battery: { direction: 1, tolerance: 0.1, unit: 'mAh' },
  pixels: { direction: 1, tolerance: 0.1 },
  screen: { direction: 1, tolerance: 0.04, unit: 'inch' },
}
