/**
 * Input that cannot be built from: a file that cannot be read, or too many rows that cannot be used.
 * The message names the file, what was got, what was expected and the remedy. Commands exit with 3.
 */
export class InputRejected extends Error {
  override readonly name = 'InputRejected'
  readonly code = 'INPUT_REJECTED'
}
