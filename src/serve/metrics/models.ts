import type { ServedModel } from '../model.ts'
import { family } from './text.ts'

/** Which model is served, how old it is, and how often one was loaded or refused. */
export function createModelTally() {
  let numLoads = 0
  let numRefusals = 0
  return {
    countLoad: () => void numLoads++,
    countRefusal: () => void numRefusals++,
    text(model: ServedModel | undefined, nowMs: number): string {
      const builtMs = model && Date.parse(model.manifest.builtAt)
      return [
        family('issho_model_info', 'gauge', 'The model in use.', [
          ...(model ? [{ labels: { version: model.version }, value: 1 }] : []),
        ]),
        family('issho_model_built_timestamp_seconds', 'gauge', 'When the model in use was built.', [
          ...(builtMs === undefined ? [] : [{ value: builtMs / 1000 }]),
        ]),
        family('issho_model_age_seconds', 'gauge', 'Age of the model in use.', [
          ...(builtMs === undefined ? [] : [{ value: Math.max(0, nowMs - builtMs) / 1000 }]),
        ]),
        family('issho_model_items', 'gauge', 'Items of the model in use.', [
          ...(model ? [{ value: model.items.counts.numItems }] : []),
        ]),
        family('issho_model_loads_total', 'counter', 'Models loaded since the start.', [{ value: numLoads }]),
        family('issho_model_refusals_total', 'counter', 'Models refused since the start.', [
          { value: numRefusals },
        ]),
      ].join('')
    },
  }
}

export type ModelTally = ReturnType<typeof createModelTally>
