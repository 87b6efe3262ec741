import type { Limits } from './limits.ts'
import type { Locale } from './reasons.ts'

/** What the service must be told before it can start. */
export type ServiceConfig = {
  readonly modelsDir: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** How often models/current is read again. */
  readonly pollMs: number
  /** The language of a request that names none. */
  readonly locale: Locale
  /** How many answer on the port: 1 is this thread, more are workers. */
  readonly workers?: number | undefined
  /** Where the metrics are; absent where they are not wanted. */
  readonly metrics?: { readonly host: string; readonly port: number } | undefined
  /** Whether each request is logged. */
  readonly accessLog?: boolean | undefined
  readonly limits?: Limits | undefined
  /** Where facts can be set; absent where they cannot. */
  readonly admin?:
    | {
        readonly host: string
        readonly port: number
        /** May be missing on a loopback address alone. */
        readonly token: string | undefined
      }
    | undefined
  /** The file of what was set; overlay.log in the models folder where absent. */
  readonly overlay?: string | undefined
}
