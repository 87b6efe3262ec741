import type { Role } from './shapes.ts'

/** What ingest read, what it left out and why. Plain JSON. */
export type IngestReport = {
  readonly files: readonly FileReport[]
  /** Order rows of all files, good and bad. */
  readonly rows: number
  /** Order lines that reached a basket, before repeated items are merged. */
  readonly lines: number
  readonly baskets: number
  readonly items: number
  /** Rows that could not be understood, by reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Rows that were understood but are no sale, by reason. */
  readonly setAside: Readonly<Record<string, number>>
  /** Items that were sold but are no products, most lines first. */
  readonly nonProducts: readonly NonProduct[]
  /** Lines whose item their basket held already. */
  readonly duplicateLines: number
  /** What reached a session; absent where no events were read. */
  readonly events?: EventCounts
  /** Items of the catalogue that several rows offer, and those rows but for one each; absent where there are none. */
  readonly offers?: { readonly items: number; readonly rows: number }
  /** First and last order, ISO instants; absent where the orders carry no dates. */
  readonly window?: { readonly from: string; readonly to: string }
  /** ISO 4217 codes, most lines first. */
  readonly currencies: readonly string[]
  /** One sentence for each guess and oddity the operator should know of. */
  readonly notices: readonly string[]
}

export type FileReport = {
  readonly file: string
  readonly role: Role
  readonly shape: string
  readonly format: string
  readonly encoding: string
  readonly delimiter?: string
  readonly rows: number
  /** When it was last written, an ISO instant. */
  readonly modifiedAt: string
  readonly bytes: number
  readonly sha256: string
}

export type EventCounts = Readonly<Record<'sessions' | 'views' | 'carts' | 'purchases', number>>

export type NonProduct = {
  readonly id: string
  readonly title?: string
  readonly lines: number
  readonly why: string
}

/** How far a stage has come, in percent of the stage. */
export type Progress = { readonly stage: string; readonly done: number; readonly total: number }
