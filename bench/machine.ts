import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { toGB } from './words.ts'

/** What the figures of a run depend on beside the code, as label and value. */
export function machine(): [string, string][] {
  const others = loadavg()[0]!.toFixed(2)
  return [
    ['Processor', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} logical cores to use`],
    ['Memory', toGB(totalmem())],
    ['Node', `${process.versions.node} (V8 ${process.versions.v8}) on ${process.platform} ${process.arch}`],
    ['Load before the run', `${others} runnable threads, mean of one minute, other work included`],
  ]
}
