import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'
import { answerAll } from '../child.ts'
import { listen } from '../listen.ts'
import { MODEL_VERSION } from '../model.ts'
import { DATABASE, type Row } from '../tables.ts'

/** Looks the companions up with their cards and writes them as JSON. */
const [host] = process.argv.slice(2)
const pool = new pg.Pool({ host: host!, ...DATABASE, max: 8 })
const QUERY = {
  name: 'also-bought', // prepared once for each connection
  text: `select id, title, url, image, amount, currency, score, code, text, together, orders, confidence, lift
    from companion join card on card.id = companion.other where item = $1 order by place limit $2`,
}

const app = new Hono()
app.get('/v1/items/:id/also-bought', async c => {
  const item = c.req.param('id')
  const { rows } = await pool.query<Row>({ ...QUERY, values: [item, Number(c.req.query('limit'))] })
  if (rows.length === 0) return c.notFound()
  const items = rows.map(({ id, title, url, image, amount, currency, score, code, text, ...evidence }) => ({
    ...{ id, title, url, image, price: { amount, currency }, score },
    reason: text === null ? { code } : { code, text },
    ...(text !== null && { evidence }),
  }))
  return c.json({ item, list: 'also-bought', model: MODEL_VERSION, known: true, source: 'item', items })
})
const url = await listen(getRequestListener(app.fetch))

answerAll({ url: () => url, cpu: () => process.cpuUsage() })
