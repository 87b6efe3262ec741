import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection to a service on which a test writes what it likes. */
export async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  return socket
}

/** Everything that the server sends until it closes the connection. */
export async function readToEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The same where the server may cut the connection while something is on its way to it. */
export async function readToCut(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk)).on('error', () => {})
  await new Promise(resolve => socket.once('close', resolve))
  return Buffer.concat(chunks).toString()
}

export type RawAnswer = {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** The answers in what was read, each with its content-length. Throws where a length is missing or wrong. */
export function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    const headEnd = rest.indexOf('\r\n\r\n')
    const [statusLine = '', ...lines] = rest.subarray(0, headEnd).toString().split('\r\n')
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine) ?? []
    if (status === undefined) throw new Error(`not the start of an answer: ${statusLine}`)
    const headers = new Map(
      lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    )
    const length = Number(headers.get('content-length'))
    const bodyEnd = headEnd + 4 + length
    if (!(length >= 0 && bodyEnd <= rest.length))
      throw new Error(`${rest.length} bytes of: ${statusLine} ${lines}`)
    answers.push({ status: Number(status), headers, body: rest.subarray(headEnd + 4, bodyEnd).toString() })
    rest = rest.subarray(bodyEnd)
  }
  return answers
}

/** Fifty clients ask again and again; once each has an answer `stop` is called, and all go on until they are closed. */
export async function askUntilStopped(url: string, path: string, stop: () => void) {
  const clients = await Promise.all(Array.from({ length: 50 }, () => open(url)))
  const answered = clients.map(client => askUntilClosed(client, path))
  await Promise.all(clients.map(client => once(client, 'data')))
  stop()
  return Promise.all(answered)
}

/** Asks again with every answer until one says that the connection closes. */
async function askUntilClosed(socket: Socket, path: string) {
  const request = `GET ${path} HTTP/1.1\r\nHost: shop.example\r\n\r\n`
  const status = new Set<number>()
  let sent = 1
  let whole = 0
  let rest = ''
  socket.write(request)
  for await (const chunk of socket) {
    rest += chunk
    const length = Number(/content-length: (\d+)/i.exec(rest)?.[1])
    const end = rest.indexOf('\r\n\r\n') + 4 + length
    if (!(Buffer.byteLength(rest) >= end)) continue
    const [answer] = answersIn(rest)
    status.add(answer!.status)
    whole++
    rest = ''
    if (answer!.headers.get('connection') === 'close') continue
    socket.write(request)
    sent++
  }
  return { status: [...status], sent, whole }
}
