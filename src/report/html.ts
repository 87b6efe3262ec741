/** Text that is HTML already. Everything else is escaped where it is put into a page. */
export type Html = { readonly html: string }

type Value = Html | string | number | undefined | readonly Value[]

/** HTML from a template: what is filled in is escaped, unless it is Html; lists are joined, undefined is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.reduce((text, part, i) => text + (i > 0 ? markup(values[i - 1]) : '') + part, '') }
}

/** Text of our own making, or of a library's that has escaped it, as HTML. */
export function trusted(text: string): Html {
  return { html: text }
}

function markup(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return 'html' in value ? value.html : value.map(markup).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, char => ENTITIES[char]!)
}
