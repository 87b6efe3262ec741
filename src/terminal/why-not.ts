import type { Rejection } from '../format/difference.ts'

const WHY: Readonly<Record<string, string>> = {
  'other-kind': 'another kind of thing',
  'other-currency': 'priced in another currency',
  'other-need': 'serves another need',
  accessory: 'one is an accessory, the other is not',
  'out-of-band': 'too near or too far in price for such a step',
  worse: 'worse',
  'unit-price': 'no cheaper apiece',
  contradiction: 'title and columns contradict each other',
  'colour-only': 'differs in the colour only',
  'nothing-better': 'not better in enough that both tell',
  unavailable: 'cannot be sold now',
}

/** Why an item is no higher model of another, in a line: "worse: storage, 128 → 64". A new code stands for itself. */
export function whyNot({ code, attribute, from, to }: Rejection): string {
  const sides = from !== undefined && to !== undefined ? `${said(from)} → ${said(to)}` : ''
  const told = [attribute ?? '', sides].filter(Boolean).join(', ')
  return `${WHY[code] ?? code}${told && `: ${told}`}`
}

function said(value: number | string): string {
  return value === '' ? 'none' : `${value}`
}
