import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client'
import type { ServedModel } from '../model.ts'
import type { Counted } from './counted.ts'
import type { ModelTally } from './models.ts'
import { ROUTES } from './routes.ts'
import { SOURCES } from './sources.ts'
import { BOUNDS_US, durationsOf, requestsOf } from './tally.ts'

export type Observed = {
  /** What was counted when it was last looked at. */
  readonly counted: () => Counted
  readonly models: ModelTally
  readonly current: () => ServedModel | undefined
}

/** One value of a family. */
type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number }

/**
 * What is counted, under the names and in the format that Prometheus knows, and what dashboards for Node look for of the
 * process. The counting itself is ours, in arrays: nothing of this is on the path of a request.
 */
export function registryOf({ counted, models, current }: Observed): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const family = (
    Kind: typeof Counter | typeof Gauge,
    name: string,
    help: string,
    samples: () => readonly Sample[],
    labelNames: readonly string[] = [],
  ) =>
    new Kind({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect() {
        this.reset()
        for (const { labels = {}, value } of samples()) this.inc(labels, value)
      },
    })
  const one = (value: number | undefined): readonly Sample[] => (value === undefined ? [] : [{ value }])
  const builtSeconds = () => {
    const model = current()
    return model && Date.parse(model.manifest.builtAt) / 1000
  }

  family(Counter, 'issho_requests_total', 'Requests by route and status.', () => requestsOf(counted()), [
    'route',
    'status',
  ])
  registry.registerMetric(durations(counted) as unknown as Metric<string>)
  family(Counter, 'issho_cached_answers_total', 'Requests answered from the cache.', () =>
    one(counted().counts.cached),
  )
  family(Gauge, 'issho_cache_bytes', 'Answers kept in the cache.', () => one(counted().cacheBytes))
  family(Counter, 'issho_shed_requests_total', 'Requests answered 503 because too many came at once.', () =>
    one(counted().counts.shed),
  )
  family(Counter, 'issho_refused_connections_total', 'Connections refused at the cap.', () =>
    one(counted().counts.refusedConnections),
  )
  family(
    Counter,
    'issho_also_bought_lists_total',
    'Also-bought lists made, by the finest evidence in them.',
    () => SOURCES.map(source => ({ labels: { source }, value: counted().lists[source] })),
    ['source'],
  )
  family(
    Gauge,
    'issho_model_info',
    'The model in use.',
    () => {
      const model = current()
      return model ? [{ labels: { version: model.version }, value: 1 }] : []
    },
    ['version'],
  )
  family(Gauge, 'issho_model_built_timestamp_seconds', 'When the model in use was built.', () =>
    one(builtSeconds()),
  )
  family(Gauge, 'issho_model_age_seconds', 'Age of the model in use.', () => {
    const built = builtSeconds()
    return one(built && Math.max(0, Date.now() / 1000 - built))
  })
  family(Gauge, 'issho_model_items', 'Items of the model in use.', () =>
    one(current()?.items.counts.numItems),
  )
  family(Counter, 'issho_model_loads_total', 'Models loaded since the start.', () => one(models.loads))
  family(Counter, 'issho_model_refusals_total', 'Models refused since the start.', () => one(models.refusals))
  return registry
}

/** A histogram whose counts are there already; Prometheus counts cumulatively. */
function durations(counted: () => Counted) {
  const name = 'issho_request_duration_seconds'
  const help =
    'From the parsed request to the answer handed to the socket; what waits before that is in the event-loop lag.'
  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: ROUTES.flatMap((route, r) => {
      const { counts, sumUs } = durationsOf(counted(), r)
      let value = 0
      const buckets = [...BOUNDS_US.map(us => us / 1e6), '+Inf'].map((le, i) => {
        value += counts[i]!
        return { metricName: `${name}_bucket`, labels: { route, le }, value }
      })
      const labels = { route }
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels, value: sumUs / 1e6 },
        { metricName: `${name}_count`, labels, value },
      ]
    }),
  })
  return { name, help, get, reset() {} }
}
