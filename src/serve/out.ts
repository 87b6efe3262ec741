import type { Piece } from './piece.ts'

/** More bytes than this the runtime copies faster than a loop over eight at a time. */
const LONG = 400

/** A piece of memory for many answers. Larger ones would cost less a byte, but a client that does not read keeps a whole one. */
const SLAB_BYTES = 65_536

/**
 * The bytes of an answer as they are written, one answer at a time: text that is ASCII, pieces of the model as they are,
 * numbers. Answers stand one behind the other in a piece of memory that is never written again.
 */
export class Out {
  #bytes = Buffer.allocUnsafeSlow(SLAB_BYTES)
  #view = new DataView(this.#bytes.buffer)
  #start = 0
  #end = 0

  /** ASCII only: a character is a byte. */
  ascii(text: string): this {
    this.#makeRoom(text.length)
    const bytes = this.#bytes
    let to = this.#end
    for (let i = 0; i < text.length; i++) bytes[to++] = text.charCodeAt(i)
    this.#end = to
    return this
  }

  /** Any text. */
  text(text: string): this {
    this.#makeRoom(3 * text.length)
    this.#end += this.#bytes.write(text, this.#end)
    return this
  }

  /** A piece of other bytes, as it is. */
  raw(source: Piece, start = 0, end = source.byteLength): this {
    const length = end - start
    this.#makeRoom(length)
    const to = this.#end
    this.#end += length
    if (length > LONG) {
      this.#bytes.set(new Uint8Array(source.buffer, source.byteOffset + start, length), to)
      return this
    }
    const view = this.#view
    let i = 0
    for (; i + 8 <= length; i += 8) {
      view.setInt32(to + i, source.getInt32(start + i, true), true)
      view.setInt32(to + i + 4, source.getInt32(start + i + 4, true), true)
    }
    for (; i < length; i++) view.setUint8(to + i, source.getUint8(start + i))
    return this
  }

  /** UTF-8 bytes as a JSON string. */
  quoted(source: Piece, start: number, end: number): this {
    for (let at = start; at < end; at++) {
      const byte = source.getUint8(at)
      if (byte < 0x20 || byte === 0x22 || byte === 0x5c) {
        const bytes = Buffer.from(source.buffer, source.byteOffset + start, end - start)
        return this.text(JSON.stringify(bytes.toString()))
      }
    }
    return this.ascii('"').raw(source, start, end).ascii('"')
  }

  /** A whole number. */
  integer(n: number): this {
    if (n < 0) return this.ascii('-').integer(-n)
    const digits = numDigits(n)
    this.#makeRoom(digits)
    const bytes = this.#bytes
    const start = this.#end
    let rest = n
    let at = start + digits - 1
    for (; rest > MAX_INT32; at--) {
      const tens = Math.floor(rest / 10)
      bytes[at] = 0x30 + rest - 10 * tens
      rest = tens
    }
    for (; at >= start; at--) {
      const tens = (rest / 10) | 0
      bytes[at] = 0x30 + rest - 10 * tens
      rest = tens
    }
    this.#end = start + digits
    return this
  }

  /** A number from 0 up, rounded to so many decimals, as JSON writes it: 1.25, 1.5, 1. */
  decimal(value: number, decimals: 2 | 3 | 4): this {
    const scale = decimals === 2 ? 100 : decimals === 3 ? 1000 : 10_000
    const scaled = Math.round(value * scale)
    const whole = Math.floor(scaled / scale)
    return this.integer(whole).ascii(FRACTIONS[decimals][scaled - whole * scale]!)
  }

  /** What was written since the last time. */
  taken(): Buffer<ArrayBuffer> {
    const answer = this.#bytes.subarray(this.#start, this.#end)
    this.#start = this.#end
    return answer
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return
    const begun = this.#bytes.subarray(this.#start, this.#end)
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (begun.length + bytes)))
    this.#view = new DataView(this.#bytes.buffer)
    this.#bytes.set(begun)
    this.#start = 0
    this.#end = begun.length
  }
}

/** By decimals and numerator: nothing, ".01", ".02", ".1". */
const FRACTIONS = { 2: fractions(2), 3: fractions(3), 4: fractions(4) }

function fractions(decimals: number): readonly string[] {
  const scale = 10 ** decimals
  return Array.from({ length: scale }, (_, n) => String(n / scale).slice(1))
}

/** Up to here a division of whole numbers is one instruction. */
const MAX_INT32 = 2 ** 31 - 1

function numDigits(n: number): number {
  let digits = 1
  for (let bound = 10; n >= bound; bound *= 10) digits++
  return digits
}
