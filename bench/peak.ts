import { readFileSync, writeFileSync } from 'node:fs'

/* The peak resident memory of this process, as Linux counts it: resourceUsage().maxRSS starts at the parent's. */

/** From here on the peak counts anew. */
export function resetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5')
}

export function peakBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))!
  return Number(kilobytes) * 1024
}
