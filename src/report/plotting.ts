import type { PlotOptions } from '@observablehq/plot'
import { type Html, html, trusted } from './html.ts'

/** The plotting library, and a document for it to draw into. */
export type Plotting = {
  readonly Plot: typeof import('@observablehq/plot')
  readonly svg: (options: PlotOptions, label: string) => Html
}

/** Loads the library; only a report waits for it. */
export async function loadPlotting(): Promise<Plotting> {
  const missing = (cause: unknown) => {
    const need = '@observablehq/plot and linkedom are not installed; --html needs them: npm install'
    throw new Error(need, { cause })
  }
  const Plot = await import('@observablehq/plot').catch(missing)
  const { parseHTML } = await import('linkedom').catch(missing)
  return {
    Plot,
    svg(options, label) {
      const { document } = parseHTML('<!doctype html><html></html>')
      const drawn = Plot.plot({ document, className: 'plot', ariaLabel: label, ...options })
      drawn.setAttribute('role', 'img')
      drawn.querySelector('style')?.remove() // the page has its own
      return trusted(drawn.outerHTML)
    },
  }
}

/** Widths that a plot is drawn in, in pixels: letters that shrink with the window would not be read on a telephone. */
export type Widths = { readonly wide: number; readonly narrow: number }

export type Figure = { readonly label: string; readonly caption: string; readonly widths: Widths }

/** A plot twice, the page shows the one that fits; `optionsFor` is told the width. */
export function figure(
  plotting: Plotting,
  { label, caption, widths }: Figure,
  optionsFor: (width: number, isNarrow: boolean) => PlotOptions,
): Html {
  const draw = (width: number, isNarrow: boolean) =>
    plotting.svg({ width, style: { fontSize: '12px' }, ...optionsFor(width, isNarrow) }, label)
  return html`<figure>
<div class="wide">${draw(widths.wide, false)}</div>
<div class="narrow">${draw(widths.narrow, true)}</div>
<figcaption>${caption}</figcaption>
</figure>
`
}
