import type { Model } from '../models/read.ts'

const held: { weight?: ArrayBuffer } = {}

/**
 * Holds as much memory of this thread alone as the model has, never touched, so that none is used. V8 does not count
 * memory that threads share and would let one old model after the other lie about; what is allocated here makes it look
 * for what is no longer needed. Five swaps of a model of a million items left 2.9 GB without it, 0.7 GB with it.
 */
export function weigh({ manifest }: Model): void {
  held.weight = new ArrayBuffer(manifest.files.reduce((sum, { bytes }) => sum + bytes, 0))
}
