import type { Link } from './judge.ts'
import type { Model } from './models.ts'

/**
 * Of the models that steps of one model lead to, those with no other of them between: the next rungs. A step that is
 * no more than a system or a screen hides none. To be asked of the dearest model first.
 */
export function nextRungsOf(
  numModels: number,
): (from: Model, steps: readonly { readonly to: Model; readonly link: Link }[]) => ReadonlySet<Model> {
  const above: (readonly Model[])[] = Array.from({ length: numModels })
  return (from, steps) => {
    const next = new Set(steps.map(({ to }) => to))
    above[from.number] = [...next]
    for (const { to, link } of steps) {
      if (link.isWeighty) for (const model of above[to.number] ?? []) next.delete(model)
    }
    return next
  }
}
