import { amazonZ } from './baselines/amazon-z.ts'
import { confidence } from './baselines/confidence.ts'
import { cosine } from './baselines/cosine.ts'
import { itemKnn } from './baselines/item-knn.ts'
import { jaccard } from './baselines/jaccard.ts'
import { logLikelihood } from './baselines/log-likelihood.ts'
import { orderKnn } from './baselines/order-knn.ts'
import { popularity } from './baselines/popularity.ts'
import { rp3beta } from './baselines/rp3beta.ts'
import { wilson } from './baselines/wilson.ts'
import type { Method } from './method.ts'

/** What every report compares with ours: all it could be replaced with. */
export const BASELINES: readonly Method[] = [
  popularity,
  confidence,
  cosine,
  jaccard,
  logLikelihood,
  amazonZ,
  itemKnn,
  rp3beta(0.1),
  orderKnn,
  wilson(0.1),
]
