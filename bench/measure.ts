import { readFileSync, writeFileSync } from 'node:fs'

/** What one piece of work took: time, processor time of all threads, peak resident memory of this process. */
export type Cost = { readonly ms: number; readonly cpuMs: number; readonly peakBytes: number }

/** Linux only: the peak is counted anew for each piece, which resourceUsage().maxRSS cannot do. */
export async function costOf(work: () => unknown): Promise<Cost> {
  writeFileSync('/proc/self/clear_refs', '5')
  const cpuBefore = process.cpuUsage()
  const begin = performance.now()
  await work()
  const ms = performance.now() - begin
  const { user, system } = process.cpuUsage(cpuBefore)
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
  return { ms, cpuMs: (user + system) / 1000, peakBytes: Number(kilobytes) * 1024 }
}
