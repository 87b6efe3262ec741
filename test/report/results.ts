import { evaluate } from '../../src/evaluate/evaluate.ts'
import type { TaskResult } from '../../src/evaluate/task-result.ts'
import { below, seeded } from '../../src/random.ts'
import type { About } from '../../src/report/page.ts'
import { standardChoice } from '../../src/tune/tuning.ts'
import { basketsOf } from '../naive.ts'

/** A real evaluation of a small shop: pairs that belong together, and something else now and then. */
export function smallEvaluation() {
  const random = seeded(3, 'report')
  const orders = Array.from({ length: 600 }, () => {
    const pair = 2 * below(random, 8)
    return random() < 0.4 ? [pair, pair + 1] : [pair, below(random, 16), below(random, 16)]
  })
  return evaluate(basketsOf(orders), 16, {
    choiceFor: () => standardChoice(),
    seed: 1,
    maxQueries: 500,
    splitBy: 'time',
  })
}

export const ABOUT: About = {
  version: '1.2.3',
  orders: ['<script>alert("orders")</script>.csv'],
  seed: 7,
  period: { from: '2026-01-02T03:04:05Z', to: '2026-05-06T07:08:09Z' },
}

export const TASK: TaskResult = {
  task: 'next basket',
  questions: 12,
  notes: ['options <b>chosen</b> on the second-last orders'],
  methods: [
    { method: 'ours <img src=x onerror=alert(1)>', figures: { 'recall@10': 0.5, 'PHR@10': 0.25 } },
    {
      method: 'theirs & others',
      figures: { 'recall@10': 0.25, 'PHR@10': 0.25 },
      against: { 'recall@10': { low: 0.1, high: 0.4 } },
    },
  ],
}
