import { constants, monitorEventLoopDelay, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { family, histogramFamily } from './text.ts'

const DELAY_RESOLUTION_MS = 20
const QUANTILES = [50, 90, 99] as const
const GC_BOUNDS_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5] as const
const GC_KINDS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
}

type GcEntry = PerformanceEntry & { readonly detail: { readonly kind: number } }

/** Event loop, garbage collector and memory of this process, under the names that dashboards for Node know. */
export function watchRuntime() {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS })
  delay.enable()
  const gc = new Map(
    Object.values(GC_KINDS).map(kind => [
      kind,
      { counts: new Float64Array(GC_BOUNDS_SECONDS.length + 1), sum: 0 },
    ]),
  )
  const observer = new PerformanceObserver(list => {
    for (const { duration, detail } of list.getEntries() as GcEntry[]) {
      const pauses = gc.get(GC_KINDS[detail.kind]!)
      if (pauses === undefined) continue
      const seconds = duration / 1000
      const above = GC_BOUNDS_SECONDS.findIndex(bound => seconds <= bound)
      pauses.counts[above === -1 ? GC_BOUNDS_SECONDS.length : above]!++
      pauses.sum += seconds
    }
  })
  observer.observe({ entryTypes: ['gc'] })

  /** Delays are those since the last call. */
  function text(): string {
    const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    const lag = [...QUANTILES.map(q => [`p${q}`, delay.percentile(q)] as const), ['max', delay.max] as const]
    const hasDelays = delay.count > 0
    const lines = [
      ...lag.map(([name, ns]) =>
        gauge(
          `nodejs_eventloop_lag_${name}_seconds`,
          `Delay of the event loop since the last scrape, ${name}; the sampling interval of ${DELAY_RESOLUTION_MS} ms taken off.`,
          hasDelays ? Math.max(0, ns / 1e9 - DELAY_RESOLUTION_MS / 1000) : 0,
        ),
      ),
      histogramFamily(
        'nodejs_gc_duration_seconds',
        'Pauses of the garbage collector.',
        GC_BOUNDS_SECONDS,
        [...gc].map(([kind, { counts, sum }]) => ({ labels: { kind }, counts, sum })),
      ),
      gauge('process_resident_memory_bytes', 'Resident memory.', rss),
      gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
      gauge('nodejs_heap_size_total_bytes', 'Heap reserved.', heapTotal),
      gauge('nodejs_external_memory_bytes', 'Memory outside of the heap that objects hold.', external),
      gauge('nodejs_array_buffers_bytes', 'The part of it in buffers, models included.', arrayBuffers),
      family('process_cpu_seconds_total', 'counter', 'Processor time.', [{ value: (user + system) / 1e6 }]),
      gauge(
        'process_start_time_seconds',
        'When the process started, in Unix time.',
        performance.timeOrigin / 1000,
      ),
    ]
    delay.reset()
    return lines.join('')
  }

  return {
    text,
    stop() {
      observer.disconnect()
      delay.disable()
    },
  }
}

function gauge(name: string, help: string, value: number): string {
  return family(name, 'gauge', help, [{ value }])
}
