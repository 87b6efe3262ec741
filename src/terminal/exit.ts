import { CommanderError } from 'commander'

/** What a command's exit code means. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  inputRejected: 3,
  qualityGate: 4,
  badModel: 5,
  interrupted: 130,
} as const

const BY_ERROR_NAME: Readonly<Record<string, number>> = {
  ConfigError: EXIT.usage,

  InputRejected: EXIT.inputRejected,
  FormatError: EXIT.badModel,
  FactLogError: EXIT.badModel,
}

const BY_SYSTEM_CODE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'this machine does not have the address',
}

/** How a command ends after an error: its exit code and what to say, never a stack trace. Undefined: nothing to say. */
export function endingOf(error: unknown): { code: number; message: string | undefined } {
  if (error instanceof CommanderError) {
    // commander has printed its message, or the help that was asked for, by itself
    return { code: error.exitCode === 0 ? EXIT.done : EXIT.usage, message: undefined }
  }
  if (!(error instanceof Error)) return { code: EXIT.failed, message: String(error) }
  const { code, path } = error as NodeJS.ErrnoException
  const plain = code === undefined ? undefined : BY_SYSTEM_CODE[code]
  const message =
    plain === undefined ? error.message : `${path === undefined ? '' : `${path}: `}${plain} (${code})`
  return { code: BY_ERROR_NAME[error.name] ?? EXIT.failed, message }
}
