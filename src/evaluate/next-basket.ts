import type { Baskets } from '../build/shop.ts'
import { gTopFreq } from './baselines/g-top-freq.ts'
import { gpTopFreq } from './baselines/gp-top-freq.ts'
import { pTopFreq } from './baselines/p-top-freq.ts'
import { pairedInterval } from './metrics/bootstrap.ts'
import { mean } from './metrics/mean.ts'
import { chooseHabits } from './ours/choose-habits.ts'
import { type HabitOptions, learnHabits } from './ours/habits.ts'
import { askNextBaskets, type BasketGains, lastBaskets } from './protocols/next-basket.ts'
import type { TaskResult } from './task-result.ts'

/**
 * Each customer's last order foretold from the ones before, by our method and the baselines. Our options are chosen on
 * the second-last orders; the last ones are read once. Throws where the orders name no customers.
 */
export function evaluateNextBasket(baskets: Baskets, numItems: number, seed: number): TaskResult {
  const options = chooseHabits(baskets, numItems)
  const habits = {
    name: 'issho habits',
    learn: (training: Parameters<typeof learnHabits>[0]) => learnHabits(training)(options),
  }
  const asked = lastBaskets(baskets, numItems)
  const results = [habits, gTopFreq, pTopFreq, gpTopFreq].map(method => ({
    method: method.name,
    gains: askNextBaskets(method, asked),
  }))
  const ours = results[0]!.gains[0]!.recall
  return {
    task: 'next basket',
    questions: asked.questions.length,
    notes: [`options chosen on the second-last orders: ${inWords(options)}`],
    methods: results.map(({ method, gains }, m) => ({
      method,
      figures: Object.assign({}, ...gains.map(figuresOf)),
      ...(m > 0 && { against: { 'recall@10': pairedInterval(ours, gains[0]!.recall, seed) } }),
    })),
  }
}

function figuresOf({ k, recall, ndcg, hit }: BasketGains): Record<string, number> {
  return { [`recall@${k}`]: mean(recall), [`nDCG@${k}`]: mean(ndcg), [`PHR@${k}`]: mean(hit) }
}

function inWords(options: HabitOptions): string {
  return Object.entries(options)
    .map(([option, value]) => `${option} ${value}`)
    .join(', ')
}
