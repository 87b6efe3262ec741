/** A name in English and in Japanese. */
export type Word = readonly [en: string, ja: string]

/** A step of a ladder, and its price against the base model. The base model has no name. */
export type Tier = readonly [name: string, factor: number]

/** A size, and its price against the smallest. */
export type Size = readonly [en: string, ja: string, factor: number]

/**
 * What is sold under one name: a family of variants. Every list begins with what sells best, and a small shop
 * carries only the beginning.
 */
export type Goods = {
  readonly noun: Word
  readonly category: string
  /** Yen, for the smallest variant of the base model. */
  readonly price: number
  /** What the sizes measure: the key of the attribute. */
  readonly measure?: string
  readonly sizes?: readonly Size[]
  readonly colours?: readonly Word[]
  readonly packs?: readonly number[]
  readonly subscription?: boolean
  /** Days until it is used up, for what is bought again and again. */
  readonly lastsDays?: number
}

/** Goods bought together with the main goods of a trade. */
export type Companion = Goods & {
  /** One for each model, one for all models of the series ("Charger for Nova 5"), or one under its own name. */
  readonly fits: 'model' | 'series' | 'any'
  /** Share of the orders of the main goods that take it along. */
  readonly take: number
  /** A 24 cm pan takes the 24 cm lid. */
  readonly sameSize?: boolean
}

export type Trade = {
  readonly name: string
  /** Share of the catalogue. */
  readonly shelf: number
  /** Share of the purchases. */
  readonly demand: number
  /** Demand by month against the mean, January first. */
  readonly months?: readonly number[]
  readonly brands: readonly Word[]
  readonly series: readonly Word[]
  /** A new generation each year, in the title: "Nova 5". */
  readonly generations?: boolean
  readonly tiers: readonly Tier[]
  readonly main: Goods
  readonly companions: readonly Companion[]
}

/** What sets a series apart once a trade has used up its names: "Nova", then "Nova Neo". */
export const EPITHETS = [
  'Neo',
  'Sky',
  'Aura',
  'Arc',
  'Luna',
  'Vista',
  'Zen',
  'Flow',
  'Prism',
  'Fjord',
  'Onyx',
  'Delta',
]

const BLACK: Word = ['black', 'ブラック']
const WHITE: Word = ['white', 'ホワイト']
const BLUE: Word = ['blue', 'ブルー']
const SILVER: Word = ['silver', 'シルバー']
const RED: Word = ['red', 'レッド']

const STORAGE: readonly Size[] = [
  ['128 GB', '128GB', 1],
  ['256 GB', '256GB', 1.15],
  ['512 GB', '512GB', 1.4],
]

const LADDER: readonly Tier[] = [
  ['', 1],
  ['Pro', 1.6],
  ['Plus', 1.25],
  ['Max', 2],
  ['Lite', 0.75],
]

const DECEMBER = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.1, 1.9]
const SUMMER = [0.4, 0.4, 0.5, 0.8, 1.1, 1.6, 2.3, 2.2, 1.3, 0.6, 0.4, 0.4]
const WINTER = [1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.7, 0.9, 1, 1.1, 1.3]

/** The trades of the shop, phones first. No two trades share the name of a series, since ids are made of them. */
export const TRADES: readonly Trade[] = [
  {
    name: 'phones',
    shelf: 22,
    demand: 16,
    months: DECEMBER,
    brands: [
      ['Hoshi', 'ホシ'],
      ['Kazeha', 'カゼハ'],
      ['Luminari', 'ルミナリ'],
      ['Orbina', 'オルビナ'],
      ['Fuyune', 'フユネ'],
    ],
    series: [
      ['Nova', 'Nova'],
      ['Mira', 'Mira'],
      ['Comet', 'Comet'],
      ['Halo', 'Halo'],
      ['Lyra', 'Lyra'],
      ['Meteor', 'Meteor'],
      ['Solstice', 'Solstice'],
      ['Perseid', 'Perseid'],
    ],
    generations: true,
    tiers: LADDER,
    main: {
      noun: ['', ''],
      category: 'Phones > Smartphones',
      price: 62_000,
      measure: 'storage',
      sizes: STORAGE,
      colours: [BLACK, WHITE, BLUE],
    },
    companions: [
      {
        noun: ['Case', 'ケース'],
        category: 'Phones > Accessories > Cases',
        price: 2_480,
        colours: [BLACK, ['clear', 'クリア'], BLUE],
        fits: 'model',
        take: 0.35,
      },
      {
        noun: ['Screen protector', '保護フィルム'],
        category: 'Phones > Accessories > Screen protectors',
        price: 1_280,
        packs: [1, 3],
        fits: 'model',
        take: 0.2,
      },
      {
        noun: ['Charger', '充電器'],
        category: 'Phones > Accessories > Chargers',
        price: 2_980,
        measure: 'power',
        sizes: [
          ['30 W', '30W', 1],
          ['65 W', '65W', 1.6],
        ],
        fits: 'series',
        take: 0.2,
      },
    ],
  },
  {
    name: 'laptops',
    shelf: 10,
    demand: 6,
    months: [1, 1, 1.5, 1.4, 0.9, 0.8, 0.9, 0.9, 0.9, 0.9, 1, 1.3],
    brands: [
      ['Kumoi', 'クモイ'],
      ['Ventara', 'ヴェンタラ'],
      ['Nagare', 'ナガレ'],
      ['Isora', 'イソラ'],
    ],
    series: [
      ['Canvas', 'Canvas'],
      ['Folio', 'Folio'],
      ['Atlas', 'Atlas'],
      ['Ridge', 'Ridge'],
      ['Quill', 'Quill'],
      ['Lantern', 'Lantern'],
    ],
    generations: true,
    tiers: LADDER,
    main: {
      noun: ['laptop', 'ノートパソコン'],
      category: 'Computers > Laptops',
      price: 98_000,
      measure: 'storage',
      sizes: [
        ['256 GB', '256GB', 1],
        ['512 GB', '512GB', 1.15],
        ['1 TB', '1TB', 1.35],
      ],
      colours: [SILVER, BLACK],
    },
    companions: [
      {
        noun: ['Sleeve', 'スリーブ'],
        category: 'Computers > Accessories > Sleeves',
        price: 3_480,
        colours: [['grey', 'グレー'], BLACK],
        fits: 'model',
        take: 0.3,
      },
      {
        noun: ['USB-C hub', 'USB-Cハブ'],
        category: 'Computers > Accessories > Hubs',
        price: 4_980,
        measure: 'ports',
        sizes: [
          ['5 ports', '5ポート', 1],
          ['8 ports', '8ポート', 1.5],
        ],
        fits: 'series',
        take: 0.25,
      },
    ],
  },
  {
    name: 'audio',
    shelf: 9,
    demand: 8,
    months: DECEMBER,
    brands: [
      ['Onsa', 'オンサ'],
      ['Tonalia', 'トナリア'],
      ['Kodamia', 'コダミア'],
    ],
    series: [
      ['Canto', 'Canto'],
      ['Largo', 'Largo'],
      ['Vivace', 'Vivace'],
      ['Aria', 'Aria'],
      ['Forte', 'Forte'],
      ['Rondo', 'Rondo'],
    ],
    generations: true,
    tiers: LADDER,
    main: {
      noun: ['headphones', 'ヘッドホン'],
      category: 'Audio > Headphones',
      price: 14_800,
      colours: [BLACK, WHITE, RED],
    },
    companions: [
      {
        noun: ['Carrying case', 'キャリングケース'],
        category: 'Audio > Accessories > Cases',
        price: 2_980,
        colours: [BLACK],
        fits: 'model',
        take: 0.25,
      },
      {
        noun: ['Ear pads', 'イヤーパッド'],
        category: 'Audio > Accessories > Ear pads',
        price: 1_980,
        colours: [BLACK, WHITE],
        lastsDays: 240,
        fits: 'series',
        take: 0.12,
      },
    ],
  },
  {
    name: 'espresso',
    shelf: 8,
    demand: 9,
    months: WINTER,
    brands: [
      ['Morino', 'モリノ'],
      ['Crestina', 'クレスティナ'],
      ['Yugeya', 'ユゲヤ'],
    ],
    series: [
      ['Crema', 'Crema'],
      ['Torre', 'Torre'],
      ['Fonte', 'Fonte'],
      ['Brio', 'Brio'],
      ['Piazza', 'Piazza'],
    ],
    tiers: [
      ['', 1],
      ['Pro', 1.8],
      ['Plus', 1.3],
    ],
    main: {
      noun: ['espresso machine', 'エスプレッソマシン'],
      category: 'Coffee & tea > Espresso machines',
      price: 24_800,
      colours: [BLACK, RED, WHITE],
    },
    companions: [
      {
        noun: ['Coffee pods', 'コーヒーポッド'],
        category: 'Coffee & tea > Pods',
        price: 780,
        measure: 'roast',
        sizes: [
          ['medium roast', '中煎り', 1],
          ['dark roast', '深煎り', 1],
        ],
        packs: [1, 3, 6, 12],
        subscription: true,
        lastsDays: 30,
        fits: 'series',
        take: 0.55,
      },
      {
        noun: ['Water filter', '浄水フィルター'],
        category: 'Coffee & tea > Machine care',
        price: 1_480,
        packs: [1, 3],
        lastsDays: 90,
        fits: 'series',
        take: 0.12,
      },
    ],
  },
  {
    name: 'coffee',
    shelf: 8,
    demand: 14,
    months: WINTER,
    brands: [
      ['Komorebi', 'コモレビ'],
      ['Asagiri', 'アサギリ'],
      ['Hidamari', 'ヒダマリ'],
    ],
    series: [
      ['Forest', '森'],
      ['Harbour', '港'],
      ['Hearth', '暖炉'],
      ['Twilight', '夕暮れ'],
      ['Summit', '山頂'],
      ['Meadow', '草原'],
    ],
    tiers: [['', 1]],
    main: {
      noun: ['blend coffee beans', 'ブレンド コーヒー豆'],
      category: 'Coffee & tea > Coffee beans',
      price: 980,
      measure: 'weight',
      sizes: [
        ['250 g', '250g', 1],
        ['500 g', '500g', 1.75],
        ['1 kg', '1kg', 3.1],
      ],
      packs: [1, 2, 3, 6],
      subscription: true,
      lastsDays: 28,
    },
    companions: [
      {
        noun: ['paper filters', 'ペーパーフィルター'],
        category: 'Coffee & tea > Brewing',
        price: 380,
        measure: 'count',
        sizes: [['100 sheets', '100枚', 1]],
        packs: [1, 3],
        lastsDays: 60,
        fits: 'any',
        take: 0.3,
      },
    ],
  },
  {
    name: 'tea',
    shelf: 7,
    demand: 10,
    months: SUMMER,
    brands: [
      ['Chanoma', 'チャノマ'],
      ['Midorino', 'ミドリノ'],
    ],
    series: [
      ['Morning', '朝'],
      ['Valley', '谷'],
      ['Bamboo', '竹'],
      ['Spring', '泉'],
      ['Cloud', '雲'],
    ],
    tiers: [['', 1]],
    main: {
      noun: ['cold-brew green tea', '水出し緑茶'],
      category: 'Coffee & tea > Tea',
      price: 680,
      measure: 'count',
      sizes: [
        ['20 bags', '20包', 1],
        ['40 bags', '40包', 1.8],
      ],
      packs: [1, 3, 6, 12],
      subscription: true,
      lastsDays: 25,
    },
    companions: [
      {
        noun: ['cold-brew bottle', '水出しボトル'],
        category: 'Coffee & tea > Brewing',
        price: 1_680,
        measure: 'volume',
        sizes: [
          ['750 ml', '750ml', 1],
          ['1 l', '1L', 1.2],
        ],
        fits: 'any',
        take: 0.18,
      },
    ],
  },
  {
    name: 'knives',
    shelf: 6,
    demand: 4,
    months: DECEMBER,
    brands: [
      ['Hamonya', 'ハモンヤ'],
      ['Tatarabe', 'タタラベ'],
    ],
    series: [
      ['Kiri', '霧'],
      ['Nami', '波'],
      ['Tsuki', '月'],
      ['Hagane', '鋼'],
      ['Arashi', '嵐'],
    ],
    tiers: [
      ['', 1],
      ['Pro', 1.9],
      ['Plus', 1.4],
    ],
    main: {
      noun: ['santoku knife', '三徳包丁'],
      category: 'Kitchen > Knives',
      price: 6_800,
      measure: 'blade',
      sizes: [
        ['165 mm', '165mm', 1],
        ['180 mm', '180mm', 1.15],
        ['210 mm', '210mm', 1.35],
      ],
    },
    companions: [
      {
        noun: ['Sharpener', 'シャープナー'],
        category: 'Kitchen > Knife care',
        price: 2_480,
        fits: 'series',
        take: 0.4,
      },
      {
        noun: ['Blade guard', '鞘'],
        category: 'Kitchen > Knife care',
        price: 1_180,
        measure: 'blade',
        sizes: [
          ['165 mm', '165mm', 1],
          ['180 mm', '180mm', 1.1],
          ['210 mm', '210mm', 1.2],
        ],
        fits: 'series',
        take: 0.2,
        sameSize: true,
      },
    ],
  },
  {
    name: 'pans',
    shelf: 6,
    demand: 5,
    brands: [
      ['Kamadoya', 'カマドヤ'],
      ['Ferrina', 'フェリナ'],
    ],
    series: [
      ['Ember', 'Ember'],
      ['Glow', 'Glow'],
      ['Flint', 'Flint'],
      ['Terra', 'Terra'],
      ['Cinder', 'Cinder'],
    ],
    tiers: [
      ['', 1],
      ['Pro', 1.8],
      ['Plus', 1.35],
    ],
    main: {
      noun: ['frying pan', 'フライパン'],
      category: 'Kitchen > Pans',
      price: 2_980,
      measure: 'diameter',
      sizes: [
        ['20 cm', '20cm', 1],
        ['24 cm', '24cm', 1.2],
        ['28 cm', '28cm', 1.45],
      ],
      colours: [BLACK, RED],
    },
    companions: [
      {
        noun: ['Glass lid', 'ガラス蓋'],
        category: 'Kitchen > Lids',
        price: 1_480,
        measure: 'diameter',
        sizes: [
          ['20 cm', '20cm', 1],
          ['24 cm', '24cm', 1.15],
          ['28 cm', '28cm', 1.3],
        ],
        fits: 'series',
        take: 0.35,
        sameSize: true,
      },
    ],
  },
  {
    name: 'pens',
    shelf: 7,
    demand: 7,
    months: [0.9, 0.9, 1.3, 1.5, 0.9, 0.8, 0.8, 0.8, 0.9, 0.9, 1, 1.4],
    brands: [
      ['Fudeya', 'フデヤ'],
      ['Penrose Hill', 'ペンローズヒル'],
    ],
    series: [
      ['Shiori', '栞'],
      ['Sumire', 'すみれ'],
      ['Kaede', '楓'],
      ['Ginga', '銀河'],
      ['Tomoshibi', '灯'],
    ],
    tiers: [
      ['', 1],
      ['Pro', 2],
      ['Plus', 1.4],
    ],
    main: {
      noun: ['fountain pen', '万年筆'],
      category: 'Stationery > Fountain pens',
      price: 3_480,
      measure: 'nib',
      sizes: [
        ['F', '細字', 1],
        ['M', '中字', 1],
      ],
      colours: [BLACK, BLUE, RED],
    },
    companions: [
      {
        noun: ['Ink refill', 'インクカートリッジ'],
        category: 'Stationery > Refills',
        price: 480,
        colours: [['blue-black', 'ブルーブラック'], BLACK],
        packs: [1, 3, 6],
        lastsDays: 75,
        fits: 'series',
        take: 0.45,
      },
      {
        noun: ['notebook', 'ノート'],
        category: 'Stationery > Notebooks',
        price: 680,
        measure: 'format',
        sizes: [
          ['A5', 'A5', 1],
          ['A4', 'A4', 1.4],
        ],
        packs: [1, 3],
        fits: 'any',
        take: 0.2,
      },
    ],
  },
  {
    name: 'skincare',
    shelf: 7,
    demand: 9,
    months: WINTER,
    brands: [
      ['Shirayuka', 'シラユカ'],
      ['Hadanoa', 'ハダノア'],
      ['Mizuiro Lab', 'ミズイロラボ'],
    ],
    series: [
      ['Dew', '雫'],
      ['Petal', '花びら'],
      ['Silk', '絹'],
      ['Pearl', '真珠'],
      ['Mist', '霞'],
    ],
    tiers: [
      ['', 1],
      ['Plus', 1.5],
    ],
    main: {
      noun: ['serum', '美容液'],
      category: 'Beauty > Serums',
      price: 2_480,
      measure: 'volume',
      sizes: [
        ['30 ml', '30ml', 1],
        ['50 ml', '50ml', 1.5],
        ['100 ml', '100ml', 2.6],
      ],
      subscription: true,
      lastsDays: 60,
    },
    companions: [
      {
        noun: ['cleansing foam', '洗顔フォーム'],
        category: 'Beauty > Cleansing',
        price: 1_280,
        packs: [1, 3],
        lastsDays: 60,
        fits: 'any',
        take: 0.3,
      },
      {
        noun: ['cotton pads', 'コットン'],
        category: 'Beauty > Tools',
        price: 380,
        packs: [1, 3, 6],
        lastsDays: 45,
        fits: 'any',
        take: 0.2,
      },
    ],
  },
  {
    name: 'pet food',
    shelf: 7,
    demand: 9,
    brands: [
      ['Mofuru', 'モフル'],
      ['Wankoro', 'ワンコロ'],
    ],
    series: [
      ['Field', '野原'],
      ['Brook', '小川'],
      ['Orchard', '果樹園'],
      ['Coast', '海辺'],
    ],
    tiers: [
      ['', 1],
      ['Plus', 1.4],
    ],
    main: {
      noun: ['dog food', 'ドッグフード'],
      category: 'Pets > Dog food',
      price: 1_480,
      measure: 'weight',
      sizes: [
        ['800 g', '800g', 1],
        ['1.5 kg', '1.5kg', 1.7],
        ['3 kg', '3kg', 3.1],
      ],
      packs: [1, 3],
      subscription: true,
      lastsDays: 32,
    },
    companions: [
      {
        noun: ['dog treats', '犬用おやつ'],
        category: 'Pets > Treats',
        price: 480,
        packs: [1, 3, 6],
        lastsDays: 32,
        fits: 'any',
        take: 0.35,
      },
      {
        noun: ['feeding bowl', 'フードボウル'],
        category: 'Pets > Bowls',
        price: 1_280,
        colours: [WHITE, BLUE],
        fits: 'any',
        take: 0.08,
      },
    ],
  },
  {
    name: 'chocolate',
    shelf: 3,
    demand: 4,
    months: [0.8, 2.4, 1.2, 0.6, 0.5, 0.4, 0.4, 0.4, 0.6, 0.9, 1.3, 2.9],
    brands: [
      ['Cacaonne', 'カカオンヌ'],
      ['Maison Yukari', 'メゾンユカリ'],
    ],
    series: [
      ['Velvet', 'ベルベット'],
      ['Nocturne', 'ノクターン'],
      ['Praline', 'プラリネ'],
      ['Bouquet', 'ブーケ'],
    ],
    tiers: [['', 1]],
    main: {
      noun: ['chocolate gift box', 'チョコレート ギフトボックス'],
      category: 'Gifts > Chocolate',
      price: 1_480,
      measure: 'count',
      sizes: [
        ['9 pieces', '9個入', 1],
        ['16 pieces', '16個入', 1.7],
        ['25 pieces', '25個入', 2.5],
      ],
    },
    companions: [
      {
        noun: ['gift bag', 'ギフトバッグ'],
        category: 'Gifts > Wrapping',
        price: 280,
        fits: 'any',
        take: 0.4,
      },
    ],
  },
]
