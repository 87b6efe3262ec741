import { constants } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { syncFolder } from '../../models/durable.ts'
import type { Batch } from './facts.ts'

/** A file of facts that cannot be read, or that another hand has touched. */
export class FactLogError extends Error {
  override readonly name = 'FactLogError'
}

const NEWLINE = 0x0a
const PREFIX_BYTES = 18

/** A batch is a line of JSON, before it its CRC-32 and its length in bytes as eight hex digits each. */
export function lineOf(batch: Batch): string {
  const json = JSON.stringify(batch)
  return `${prefixOf(Buffer.from(json))}${json}\n`
}

function prefixOf(json: Uint8Array): string {
  const hex = (n: number) => n.toString(16).padStart(8, '0')
  return `${hex(crc32(json))} ${hex(json.length)} `
}

/**
 * The batches of a log, oldest first, and how many bytes they take. The last line may be torn: the process or the
 * machine was stopped while it was written, so nobody was told that it is kept. Throws FactLogError where another is.
 */
export function parseLog(path: string, bytes: Buffer): { batches: Batch[]; wholeBytes: number } {
  const batches: Batch[] = []
  let start = 0
  while (start < bytes.length) {
    const prefix = bytes.toString('latin1', start, start + PREFIX_BYTES)
    const jsonStart = start + PREFIX_BYTES
    const end = jsonStart + Number.parseInt(prefix.slice(9), 16)
    const json = bytes.subarray(jsonStart, end)
    const isJsonWhole = prefix === prefixOf(json)
    if (!isJsonWhole || bytes[end] !== NEWLINE) {
      const isLast = isJsonWhole ? end === bytes.length : !hasLineAfter(bytes, start)
      if (isLast) break
      throw new FactLogError(
        `${path}:${batches.length + 1}: is damaged, its checksum does not fit; bring the file back from a copy, ` +
          'or remove it to start without what was set since the last build',
      )
    }
    batches.push(JSON.parse(json.toString()))
    start = end + 1
  }
  return { batches, wholeBytes: start }
}

/** Whether anything follows the line that begins here: JSON holds no newline, so a torn one ends with the file. */
function hasLineAfter(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf(NEWLINE, start)
  return end >= 0 && end < bytes.length - 1
}

/** The file of facts at this path, which need not exist, and what it holds. Created by the first batch. */
export async function openFactLog(path: string) {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  })
  const { batches, wholeBytes } = parseLog(path, bytes)
  let file: FileHandle | undefined
  let end = wholeBytes
  let hasTornTail = bytes.length > wholeBytes
  /** Whether the file's name may not be on the disk yet. */
  let isNameUnsure = bytes.length === 0

  /** The file, ready to be written at its end. */
  async function ready(): Promise<FileHandle> {
    file ??= await open(path, constants.O_RDWR | constants.O_CREAT, 0o644)
    if (isNameUnsure) await syncFolder(dirname(path))
    isNameUnsure = false
    if (hasTornTail) await file.truncate(end)
    hasTornTail = false
    const { size, nlink } = await file.stat()
    if (size !== end || nlink === 0) {
      throw new FactLogError(
        `${path}: was written, replaced or removed by another hand; one process alone may keep it: restart this one`,
      )
    }
    return file
  }

  return {
    batches,
    tornBytes: bytes.length - wholeBytes,

    /** Resolves when all the batches are on the disk; rejects with none of them in the log. */
    async append(more: readonly Batch[]): Promise<void> {
      const lines = Buffer.from(more.map(lineOf).join(''))
      const log = await ready()
      try {
        await writeWhole(log, lines, end)
        await log.datasync()
        end += lines.length
      } catch (error) {
        hasTornTail = true
        await ready().catch(() => {}) // else the next one cuts it
        throw error
      }
    },

    /** Replaces the log by one of these batches alone. Whatever goes wrong, one of the two is there, whole. */
    async rewrite(all: readonly Batch[]): Promise<void> {
      const lines = Buffer.from(all.map(lineOf).join(''))
      await ready()
      const next = await open(`${path}.next`, 'w+')
      try {
        await writeWhole(next, lines, 0)
        await next.sync()
        await rename(`${path}.next`, path)
      } catch (error) {
        await next.close()
        await rm(`${path}.next`, { force: true })
        throw error
      }
      await file?.close()
      file = next
      end = lines.length
      isNameUnsure = true
      await ready()
    },

    async close(): Promise<void> {
      await file?.close()
    },
  }
}

export type FactLog = Awaited<ReturnType<typeof openFactLog>>

/** One write may take a part only, where the disk is nearly full. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
