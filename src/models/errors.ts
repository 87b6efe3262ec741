/** A fault of the models folder that the operator can mend: no model, a version that is not there, a lock. */
export class ModelsError extends Error {
  override readonly name = 'ModelsError'
}
