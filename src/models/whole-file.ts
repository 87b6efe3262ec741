import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** Reads a whole file. */
export type ReadWhole = (path: string) => Promise<Uint8Array>

/** Gives so many bytes to read a file into. */
type Memory = (numBytes: number) => Uint8Array

export const ownMemory: Memory = numBytes => Buffer.allocUnsafeSlow(numBytes)

/** Memory that threads have in common: what is posted to another is not copied. */
export const sharedMemory: Memory = numBytes => new Uint8Array(new SharedArrayBuffer(numBytes))

/** Several files at the same time, by the threads that Node keeps for it. */
export function together(memory: Memory): ReadWhole {
  return async path => {
    const file = await open(path)
    return readAll(memory, {
      numBytes: async () => (await file.stat()).size,
      read: async (bytes, from) => (await file.read(bytes, from, bytes.length - from, from)).bytesRead,
      close: () => file.close(),
    })
  }
}

/** By this thread alone: what it leaves to others would have their priority. Takes half as long again. */
export function alone(memory: Memory): ReadWhole {
  return async path => {
    const file = openSync(path, 'r')
    return readAll(memory, {
      numBytes: () => fstatSync(file).size,
      read: (bytes, from) => readSync(file, bytes, from, bytes.length - from, from),
      close: () => closeSync(file),
    })
  }
}

type OpenFile = {
  readonly numBytes: () => number | Promise<number>
  /** Reads what stands in the file from there on to the same place of the bytes; 0 at its end. */
  readonly read: (bytes: Uint8Array, from: number) => number | Promise<number>
  readonly close: () => void | Promise<void>
}

/**
 * One read for all of it, more where the system gives less: readFile's many small ones take three times as long for the
 * 450 MB of a million items.
 */
async function readAll(memory: Memory, file: OpenFile): Promise<Uint8Array> {
  try {
    const bytes = memory(await file.numBytes())
    let end = 0
    while (end < bytes.length) {
      const numRead = await file.read(bytes, end)
      if (numRead === 0) break
      end += numRead
    }
    return bytes.subarray(0, end)
  } finally {
    await file.close()
  }
}
