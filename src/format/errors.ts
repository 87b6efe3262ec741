/** Why a model file was refused. Each code has its own message; readers branch on the code, people read the message. */
export type FormatFault =
  | 'ENDIAN'
  | 'TRUNCATED'
  | 'MAGIC'
  | 'VERSION'
  | 'KIND'
  | 'LENGTH'
  | 'MISALIGNED'
  | 'CHECKSUM'
  | 'HEADER'
  | 'ORDER'
  | 'BOUNDS'

/** A model file that cannot be read. The message says what was got, what was expected, and what to do. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly code: FormatFault

  constructor(code: FormatFault, message: string) {
    super(message)
    this.code = code
  }
}

/** Throws FormatError; the reader's name is put before the message. */
export type Refuse = (code: FormatFault, message: string) => never
