/** Copying so few bytes one by one is faster than asking the runtime to. */
const SHORT = 48

/** A piece of memory for many answers. Larger ones would cost less a byte, but a client that does not read keeps a whole one. */
const SLAB_BYTES = 65_536

/**
 * The bytes of an answer as they are written, one answer at a time: text that is ASCII, pieces of the model as they are,
 * numbers. Answers stand one behind the other in a piece of memory that is never written again.
 */
export class Out {
  #bytes = Buffer.allocUnsafeSlow(SLAB_BYTES)
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
  raw(source: Uint8Array, start = 0, end = source.length): this {
    this.#makeRoom(end - start)
    const bytes = this.#bytes
    let to = this.#end
    this.#end += end - start
    if (end - start > SHORT) bytes.set(source.subarray(start, end), to)
    else for (let from = start; from < end; from++) bytes[to++] = source[from]!
    return this
  }

  /** UTF-8 bytes as a JSON string. */
  quoted(source: Uint8Array, start: number, end: number): this {
    for (let at = start; at < end; at++) {
      const byte = source[at]!
      if (byte < 0x20 || byte === 0x22 || byte === 0x5c) {
        return this.text(JSON.stringify(Buffer.from(source.subarray(start, end)).toString()))
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
    for (let at = start + digits - 1; at >= start; at--) {
      const tens = Math.floor(rest / 10)
      bytes[at] = 0x30 + rest - 10 * tens
      rest = tens
    }
    this.#end = start + digits
    return this
  }

  /** A number from 0 up, rounded to so many decimals, as JSON writes it: 1.25, 1.5, 1. */
  decimal(value: number, decimals: number): this {
    const scale = 10 ** decimals
    const scaled = Math.round(value * scale)
    const whole = Math.floor(scaled / scale)
    this.integer(whole)
    let fraction = scaled - whole * scale
    if (fraction === 0) return this
    this.ascii('.')
    for (let unit = scale / 10; fraction > 0; unit /= 10) {
      const digit = Math.floor(fraction / unit)
      this.integer(digit)
      fraction -= digit * unit
    }
    return this
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
    this.#bytes.set(begun)
    this.#start = 0
    this.#end = begun.length
  }
}

function numDigits(n: number): number {
  let digits = 1
  for (let bound = 10; n >= bound; bound *= 10) digits++
  return digits
}
