import type { JobReport } from '../job.ts'
import { segmentsText } from './segments.ts'
import { table } from './table.ts'

const MAX_LISTED = 20

/** What a build read, left out, made and where it put it, for a person. */
export function reportText({ manifest, ingest, rejectsFile }: JobReport): string {
  const parts = [
    'read',
    table(
      ingest.files.map(f => [f.file, f.role, f.shape, f.rows, 'rows']),
      2,
    ),
    ...byReason('rejected', ingest.rejected, rejectsFile),
    ...byReason('set aside: understood, but no sale', ingest.setAside, rejectsFile),
    ...repeats(ingest.duplicateLines),
    ...eventsText(ingest.events),
    ...nonProducts(ingest.nonProducts),
    ...ingest.notices.map(notice => `note: ${notice}\n`),
    'model',
    table(
      Object.entries(manifest.counts).map(([name, count]) => [name, count]),
      2,
    ),
    ...(manifest.window ? [`  orders from ${manifest.window.from} to ${manifest.window.to}\n`] : []),
    ...choiceText(manifest),
    ...segmentsText(manifest.segments),
    'files',
    table(
      manifest.files.map(f => [`${f.kind}.idx`, f.bytes, 'bytes']),
      2,
    ),
    `published ${manifest.version}\n`,
  ]
  return parts.map(part => (part.endsWith('\n') ? part : `${part}\n`)).join('')
}

/** The parameters that were chosen and what they reached. */
function choiceText({ choice, parameters }: JobReport['manifest']): string[] {
  const figures = Object.entries(choice?.expected ?? {}).map(([name, value]) => [name, value.toFixed(4)])
  return [
    `recipe: ${choice?.how ?? 'as set'}`,
    table(
      Object.entries(parameters).map(([name, value]) => [name, String(value)]),
      2,
    ),
    ...(figures.length > 0 ? ['what it reached there', table(figures, 2)] : []),
  ]
}

function byReason(title: string, reasons: Readonly<Record<string, number>>, rejectsFile: string): string[] {
  const rows = Object.entries(reasons).sort((a, b) => b[1] - a[1])
  if (rows.length === 0) return []
  return [
    `${title} (each row in ${rejectsFile})`,
    table(
      rows.map(([reason, count]) => [reason, count]),
      2,
    ),
  ]
}

function repeats(lines: number): string[] {
  return lines === 0 ? [] : [`${lines} lines repeat an item of their order and count once`]
}

function eventsText(events: JobReport['ingest']['events']): string[] {
  if (!events) return []
  const { sessions, views, carts, purchases } = events
  return [`events: ${sessions} sessions, ${views} views, ${carts} carts, ${purchases} purchases`]
}

function nonProducts(found: JobReport['ingest']['nonProducts']): string[] {
  if (found.length === 0) return []
  const rows = found.slice(0, MAX_LISTED).map(({ id, title, lines, why }) => [id, title ?? '', lines, why])
  const more = found.length - rows.length
  return [
    `${found.length} ids are no products (--keep-items or --drop-items to overrule)`,
    table(rows, 2),
    ...(more > 0 ? [`  and ${more} more: --json lists all`] : []),
  ]
}
