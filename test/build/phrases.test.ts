import { describe, expect, it } from 'vitest'
import { phraseOf } from '../../src/build/ladder/phrases.ts'
import type { Difference } from '../../src/format/difference.ts'

/** Both languages, seen from the lower model and from the higher one. */
function told(...differences: Difference[]): string[] {
  const mirrored = differences.map(d => ({ ...d, from: d.to, to: d.from }) as Difference)
  return [differences, mirrored].flatMap(list => [phraseOf(list, 'en'), phraseOf(list, 'ja')])
}

const gb = (attribute: string, from: number, to: number): Difference => ({ attribute, unit: 'GB', from, to })

describe('differences in words', () => {
  it.each<[Difference, string[]]>([
    [gb('storage', 128, 256), ['+128 GB storage', '容量+128GB', '−128 GB storage', '容量−128GB']],
    [
      gb('storage', 512, 1000),
      ['1 TB instead of 512 GB storage', '容量512GB→1TB', '512 GB instead of 1 TB storage', '容量1TB→512GB'],
    ],
    [gb('hdd', 0, 1000), ['+1 TB HDD', 'HDD+1TB', '−1 TB HDD', 'HDD−1TB']],
    [
      { attribute: 'tier', from: '', to: 'pro max' },
      ['Pro Max model', 'Pro Maxモデル', 'Standard instead of Pro Max', 'Pro Max→標準'],
    ],
    [{ attribute: 'tier', from: '竹', to: '松' }, ['松 instead of 竹', '竹→松', '竹 instead of 松', '松→竹']],
    [
      { attribute: 'generation', from: 5, to: 6 },
      ['generation 6 instead of 5', '第5世代→第6世代', 'generation 5 instead of 6', '第6世代→第5世代'],
    ],
    [
      { attribute: 'generation', from: 2020, to: 2022 },
      [
        'the 2022 model instead of 2020',
        '2020年→2022年モデル',
        'the 2020 model instead of 2022',
        '2022年→2020年モデル',
      ],
    ],
    [
      { attribute: 'generation', from: '', to: '2023' },
      ['the 2023 model', '2023年モデル', 'an earlier model', '以前のモデル'],
    ],
    [{ attribute: 'seats', from: 2, to: 3 }, ['+1 seat', '座席+1', '−1 seat', '座席−1']],
    [
      { attribute: 'model', from: 12, to: 52 },
      ['model 52 instead of 12', 'モデル12→52', 'model 12 instead of 52', 'モデル52→12'],
    ],
    [
      { attribute: 'graphics', from: 'integrated', to: 'own' },
      ['a graphics card of its own', '専用グラフィックス', 'graphics of the processor', '内蔵グラフィックス'],
    ],
    [{ attribute: 'pieces', from: 3, to: 6 }, ['+3 pieces', '+3個', '−3 pieces', '−3個']],
    [
      { attribute: 'processor', from: 'Core i5', to: 'Core i7' },
      [
        'Core i7 instead of Core i5',
        'CPU Core i5→Core i7',
        'Core i5 instead of Core i7',
        'CPU Core i7→Core i5',
      ],
    ],
    [
      { attribute: 'graphics class', from: 'GTX 1050', to: 'GTX 1070' },
      [
        'GTX 1070 instead of GTX 1050',
        'GTX 1050→GTX 1070',
        'GTX 1050 instead of GTX 1070',
        'GTX 1070→GTX 1050',
      ],
    ],
    [
      { attribute: 'size', from: 1, to: 3 },
      ['a larger size', '大きいサイズ', 'a smaller size', '小さいサイズ'],
    ],
    [
      { attribute: 'os', from: 'no Windows', to: 'Windows' },
      ['with Windows', 'Windows付き', 'without Windows', 'Windowsなし'],
    ],
    [
      { attribute: 'screen', unit: 'inch', from: 13.3, to: 15.6 },
      ['+2.3 inch screen', '画面+2.3インチ', '−2.3 inch screen', '画面−2.3インチ'],
    ],
    [{ attribute: 'volume', unit: 'ml', from: 500, to: 1500 }, ['+1 l', '内容量+1l', '−1 l', '内容量−1l']],
    [
      { attribute: 'noise level', unit: 'dB', from: 40, to: 35 },
      ['−5 dB noise level', 'noise level−5dB', '+5 dB noise level', 'noise level+5dB'],
    ],
  ])('%j', (difference, expected) => {
    expect(told(difference)).toEqual(expected)
  })

  it('stand beside each other, each once', () => {
    expect(
      told(
        gb('ram', 8, 16),
        { attribute: 'graphics class', from: 50, to: 70 },
        {
          attribute: 'graphics class',
          from: 1,
          to: 2,
        },
      ).slice(0, 2),
    ).toEqual(['+8 GB RAM, a faster graphics card', 'メモリ+8GB、高速なグラフィックス'])
    expect(told()).toEqual(['', '', '', ''])
  })
})
