import type { Evaluation } from '../evaluate/evaluation.ts'
import type { LadderEvaluation } from '../evaluate/higher-model/higher-model.ts'
import type { TaskResult } from '../evaluate/task-result.ts'
import { laddersReport } from './ladders-report.ts'
import { ordersReport } from './orders-report.ts'
import type { About } from './page.ts'
import { loadPlotting } from './plotting.ts'
import { taskReport } from './task-report.ts'

/** An evaluation as one HTML page that needs nothing else; the same evaluation gives the same bytes. */
export async function report(
  result: Evaluation | TaskResult | LadderEvaluation,
  about: About,
): Promise<string> {
  if ('ladder' in result) return laddersReport(result, about)
  const plotting = await loadPlotting()
  return 'protocols' in result ? ordersReport(plotting, result, about) : taskReport(plotting, result, about)
}
