import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerAll } from '../child.ts'

/** Path → body. As strings: node:http sends those with the head in one piece, and was no faster with bytes. */
const [bodiesFile] = process.argv.slice(2)
const bodies = new Map(
  Object.entries(JSON.parse(readFileSync(bodiesFile!, 'utf8')) as Record<string, string>).map(
    ([path, text]) => [path, { text, length: Buffer.byteLength(text) }],
  ),
)

const server = createServer((request, response) => {
  const { text, length } = bodies.get(request.url!)!
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  response.end(text)
})
await once(server.listen(0, '127.0.0.1'), 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

answerAll({ url: () => url, cpu: () => process.cpuUsage() })
