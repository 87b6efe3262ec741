/** Bytes that answers are put together from; a DataView copies four at a time wherever they begin. */
export type Piece = DataView

/** Bytes of other memory, as they are. */
export function viewOf({ buffer, byteOffset, length }: Uint8Array): Piece {
  return new DataView(buffer, byteOffset, length)
}

export function pieceOf(text: string): Piece {
  return viewOf(Buffer.from(text))
}

/** A text as it stands between the quotation marks of a JSON string. */
export function pieceInQuotes(text: string): Piece {
  return pieceOf(JSON.stringify(text).slice(1, -1))
}
