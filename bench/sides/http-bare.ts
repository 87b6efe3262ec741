import { readFileSync } from 'node:fs'
import { answerAll } from '../child.ts'
import { listen } from '../listen.ts'
import { idOfItem } from '../model.ts'

/** Finished bodies in memory, one after the other, and the lengths of them, by item. */
const [bodiesFile, lengthsFile, question] = process.argv.slice(2)
const all = readFileSync(bodiesFile!)
const lengths = new Uint32Array(new Uint8Array(readFileSync(lengthsFile!)).buffer)
const bodies = new Map<string, Buffer>()
let end = 0
lengths.forEach((length, item) => {
  bodies.set(`/v1/items/${idOfItem(item)}${question}`, all.subarray(end, (end += length)))
})

const url = await listen((request, response) => {
  const body = bodies.get(request.url!)!
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
})

answerAll({ url: () => url, cpu: () => process.cpuUsage() })
