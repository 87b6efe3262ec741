import { type Html, html, trusted } from './html.ts'
import { STYLE } from './style.ts'

/** What a report says of itself besides the figures. All of it is told from outside: a report knows no clock. */
export type About = {
  /** Of issho. */
  readonly version: string
  /** Names of the order files. */
  readonly orders: readonly string[]
  /** Names of the catalogue files. */
  readonly catalog?: readonly string[] | undefined
  /** Names of the files of held-out clicks, for sessions. */
  readonly test?: readonly string[] | undefined
  /** First and last order, ISO instants. */
  readonly period?: { readonly from: string; readonly to: string } | undefined
  /** Of all that is drawn; absent where nothing is. */
  readonly seed?: number | undefined
}

/** A whole page that fetches nothing. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.html
}

/** Term and description, those that have none left out. */
export function facts(pairs: readonly (readonly [string, string | undefined])[]): Html {
  const told = pairs.filter(([, text]) => text !== undefined)
  return html`<dl>
${told.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>
`
}

/** The facts of every report. */
export function aboutFacts({
  orders,
  catalog,
  test,
  period,
  seed,
  version,
}: About): (readonly [string, string | undefined])[] {
  return [
    ['orders', orders.length > 0 ? orders.join(', ') : undefined],
    ['catalogue', catalog && catalog.length > 0 ? catalog.join(', ') : undefined],
    ['held out', test?.join(', ')],
    ['period', period && `${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`],
    ['seed', seed === undefined ? undefined : `${seed}: the same seed gives the same report`],
    ['made by', `issho ${version}`],
  ]
}
