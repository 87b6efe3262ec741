import { crc32 } from 'node:zlib'
import { readModel } from '../src/models/read.ts'
import { alsoBought } from '../src/serve/answers.ts'
import { prepare } from '../src/serve/model.ts'
import { parseItemRequest } from '../src/serve/params.ts'
import { idOfItem } from './model.ts'

export const LIMIT = 10
/** What the benches of serving ask about an item. */
export const QUESTION = `/also-bought?limit=${LIMIT}`

/** Makes the answer of each item as the service must send it, in this process. */
export async function answersOf(modelsDir: string, version: string): Promise<(item: number) => Buffer> {
  const model = prepare(await readModel(modelsDir, version))
  return item => {
    const request = parseItemRequest(`/v1/items/${idOfItem(item)}${QUESTION}`, 'en')
    if ('faults' in request) throw new Error(request.faults[0]!.detail)
    return alsoBought({ model, item, request }).json
  }
}

/** By which an answer is known to be right, byte for byte. */
export function checksums(numItems: number, bodyOf: (item: number) => Uint8Array): Uint32Array {
  return Uint32Array.from({ length: numItems }, (_, item) => crc32(bodyOf(item)))
}
