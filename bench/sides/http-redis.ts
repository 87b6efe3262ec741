import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createClient, RESP_TYPES } from 'redis'
import { answerAll } from '../child.ts'
import { listen } from '../listen.ts'

/** Sends the finished JSON that Redis holds under the id. */
const [path] = process.argv.slice(2)
const redis = await createClient({ socket: { path: path!, tls: false } }).connect()
const ofBytes = redis.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })

const app = new Hono()
app.get('/v1/items/:id/also-bought', async c => {
  const json = await ofBytes.get(c.req.param('id'))
  if (json === null) return c.notFound()
  return new Response(json as Buffer<ArrayBuffer>, { headers: { 'content-type': 'application/json' } })
})
const url = await listen(getRequestListener(app.fetch))

answerAll({ url: () => url, cpu: () => process.cpuUsage() })
