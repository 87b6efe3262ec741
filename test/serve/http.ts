import { type IncomingHttpHeaders, request } from 'node:http'

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  readonly json: ReturnType<typeof JSON.parse>
}

type Options = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** One request over a real socket, its path sent as it is: fetch would resolve %2E%2E first. */
export function ask(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: Options = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString()
        const isJson = answer.headers['content-type']?.endsWith('json') && text !== ''
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          bytes,
          text,
          json: isJson ? JSON.parse(text) : undefined,
        })
      })
    })
    sent.on('error', reject).end(body)
  })
}
