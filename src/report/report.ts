import type { Evaluation } from '../evaluate/evaluation.ts'
import type { TaskResult } from '../evaluate/task-result.ts'
import { ordersReport } from './orders-report.ts'
import type { About } from './page.ts'
import { loadPlotting } from './plotting.ts'
import { taskReport } from './task-report.ts'

/** An evaluation as one HTML page that needs nothing else; the same evaluation gives the same bytes. */
export async function report(result: Evaluation | TaskResult, about: About): Promise<string> {
  const plotting = await loadPlotting()
  return 'protocols' in result ? ordersReport(plotting, result, about) : taskReport(plotting, result, about)
}
