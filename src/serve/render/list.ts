import { NONE } from '../../format/layout.ts'
import type { Out } from '../out.ts'
import { type Companion, choiceOfThree, type Step } from '../recommend.ts'
import { writeId } from './card.ts'
import { writeCompanion } from './companion.ts'
import { writeStep } from './step.ts'
import type { Subject } from './subject.ts'

/*
 * Answers as JSON, written byte by byte because what an item shows lies in the model as a finished fragment: it is
 * copied, never parsed. test/serve/naive-answers.ts makes the same answers of plain objects.
 */

/** The first companion stands on the finest evidence of the list. */
export function writeAlsoBought(out: Out, subject: Subject, companions: readonly Companion[]): void {
  writeHead(out, subject, 'also-bought', companions[0]?.level ?? 'none')
  companions.forEach((companion, i) => {
    if (i > 0) out.ascii(',')
    writeCompanion(out, subject, companion)
  })
  out.ascii(']}')
}

export function writeUpgrades(out: Out, subject: Subject, steps: readonly Step[]): void {
  writeHead(out, subject, 'upgrades', steps.length > 0 ? 'item' : 'none')
  writeSteps(out, subject, steps, 'up')
  out.ascii(']')
  const choice = choiceOfThree(subject.model, subject.item, steps)
  if (choice) writeChoice(out, subject, choice)
  out.ascii('}')
}

export function writeAlternatives(out: Out, subject: Subject, steps: readonly Step[]): void {
  writeHead(out, subject, 'alternatives', steps.length > 0 ? 'item' : 'none')
  writeSteps(out, subject, steps, 'down')
  out.ascii(']}')
}

/** What every body begins with: the item asked for, the model, whether the one knows the other. */
export function writeSubject(out: Out, { model, item, request }: Subject, list?: string): void {
  writeId(out.ascii('{"item":'), model, item, request.id)
  if (list !== undefined) out.ascii(',"list":"').ascii(list).ascii('"')
  out
    .ascii(',"model":')
    .raw(model.quotedVersion)
    .ascii(item === NONE ? ',"known":false' : ',"known":true')
}

function writeHead(out: Out, subject: Subject, list: string, source: string): void {
  writeSubject(out, subject, list)
  out.ascii(',"source":"').ascii(source).ascii('","items":[')
}

function writeSteps(out: Out, subject: Subject, steps: readonly Step[], way: 'up' | 'down'): void {
  steps.forEach((step, i) => {
    if (i > 0) out.ascii(',')
    writeStep(out, subject, step, way)
  })
}

/** Good, better, best, by id: the entries have their cards. */
function writeChoice(out: Out, subject: Subject, choice: { better: number; best: number }): void {
  const { ids } = subject.model
  const { idStart } = subject.model.items.columns
  const member = (name: string, item: number) =>
    out.ascii(name).quoted(ids, idStart[item]!, idStart[item + 1]!)
  member(',"goodBetterBest":{"good":', subject.item)
  member(',"better":', choice.better)
  member(',"best":', choice.best)
  out.ascii('}')
}
