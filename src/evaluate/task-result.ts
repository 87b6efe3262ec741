import type { Interval } from './metrics/bootstrap.ts'

/** What several methods reached in one task; all answered the same questions. */
export type TaskResult = {
  readonly task: string
  readonly questions: number
  readonly notes: readonly string[]
  /** Ours first. */
  readonly methods: readonly {
    readonly method: string
    /** By the metric's name, k included. */
    readonly figures: Readonly<Record<string, number>>
    /** Ours less theirs, 95 %; absent for ours. */
    readonly against?: Readonly<Record<string, Interval>>
  }[]
}
