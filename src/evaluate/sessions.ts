import type { Sequences } from '../ingest/read-sequences.ts'
import { sessionKnn } from './ours/session-knn.ts'
import { askNextClicks, scoreNextClicks } from './protocols/session.ts'
import type { TaskResult } from './task-result.ts'

/** Ours: VMIS-kNN with a reach, chosen on the validation file of Serenade's example. Then the published settings. */
const METHODS = [
  sessionKnn({ mostRecent: 500, numNeighbours: 288, maxItems: 7, reach: 1.5 }),
  sessionKnn({ mostRecent: 500, numNeighbours: 50, maxItems: 2 }),
  sessionKnn({ mostRecent: 1502, numNeighbours: 288, maxItems: 9 }),
]

/** Each next click of held-out sessions, foretold from the sessions before. `test` is in the item numbers of `train`. */
export function evaluateSessions(train: Sequences, test: Sequences): TaskResult {
  const scores = METHODS.map(method => scoreNextClicks(askNextClicks(method.learn(train), test)))
  return {
    task: 'next click',
    questions: scores[0]!.predictions,
    notes: [`${train.start.length - 1} sessions to learn from, ${test.start.length - 1} held out`],
    methods: METHODS.map(({ name }, m) => {
      const { mrr20, hitRate20, recall20 } = scores[m]!
      return { method: name, figures: { 'MRR@20': mrr20, 'HR@20': hitRate20, 'recall@20': recall20 } }
    }),
  }
}
