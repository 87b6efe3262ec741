import { inflateRawSync } from 'node:zlib'

/** The files of a zip by name. Stored and deflated ones, no encryption, no more than 4 GB: APPNOTE.TXT 4.3. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const numFiles = zip.readUInt16LE(end + 10)
  let entry = zip.readUInt32LE(end + 16)
  for (let n = 0; n < numFiles; n++) {
    const [packedBytes, nameLength] = [zip.readUInt32LE(entry + 20), zip.readUInt16LE(entry + 28)]
    const local = zip.readUInt32LE(entry + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + packedBytes)
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength)
    files.set(name, zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed))
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32)
  }
  return files
}
