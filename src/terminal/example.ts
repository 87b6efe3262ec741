import { money } from '../money.ts'
import { table } from './table.ts'

type Entry = {
  readonly title: string
  readonly price?: { readonly amount: number; readonly currency: string }
  readonly reason: { readonly text?: string }
}
type Page = Readonly<Record<'alsoBought' | 'upgrades' | 'alternatives', { readonly items: readonly Entry[] }>>

/** Three links that answer, and what the first of them says, for a newcomer. Throws where one does not answer. */
export async function example(url: string, itemId: string): Promise<string> {
  const item = `${url}/v1/items/${encodeURIComponent(itemId)}`
  const links = [`${item}?limit=4`, `${item}/upgrades`, `${item}/also-bought?locale=ja`]
  const pages: unknown[] = []
  for (const link of links) {
    const answer = await fetch(link)
    if (!answer.ok) throw new Error(`${link}: answered ${answer.status}`)
    pages.push(await answer.json())
  }
  const { alsoBought, upgrades, alternatives } = pages[0] as Page
  return [
    '\nThree links to try:\n',
    ...links.map(link => `  ${link}\n`),
    `\nWhat the first one says of ${itemId}\n`,
    '  bought together\n',
    table(alsoBought.items.map(row), 4),
    '  higher models\n',
    table(upgrades.items.map(row), 4),
    ...(alternatives.items.length > 0 ? ['  simpler models\n', table(alternatives.items.map(row), 4)] : []),
    '\nCtrl-C ends the demo.\n',
  ].join('')
}

function row({ title, price, reason }: Entry): string[] {
  return [title, price ? money(price) : '', reason.text ?? '']
}
