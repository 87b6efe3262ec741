import type { HttpBindings } from '@hono/node-server'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/serve/app.ts'
import { ask } from './http.ts'
import { runService, sharedModel } from './running.ts'
import { teaShop } from './tea-shop.ts'

const modelsDir = sharedModel(teaShop)
const POT = '/v1/items/pot/also-bought'
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('Server-Timing', () => {
  it('is told where it is asked for, and the same answer is given', async () => {
    const { url } = await runService(modelsDir)
    const usual = await ask(url, POT)
    expect(usual.headers).not.toHaveProperty('server-timing')
    const { status, headers, text } = await ask(url, POT, { headers: { 'server-timing': 'on' } })
    expect(status).toBe(200)
    expect(headers['server-timing']).toMatch(/^app;dur=\d+\.\d{3}$/)
    expect(headers['cache-control']).toBe('no-store')
    expect(text).toBe(usual.text)
    expect(headers['content-length']).toBe(usual.headers['content-length'])
  })

  it.each(['/livez', '/nowhere', `${POT}?limit=0`])('is told at %s, too', async path => {
    const { url } = await runService(modelsDir)
    const { headers } = await ask(url, path, { headers: { 'server-timing': 'on' } })
    expect(headers['server-timing']).toMatch(/^app;dur=\d+\.\d{3}$/)
  })

  it('repeats the trace that a request belongs to, if it is one', async () => {
    const { url } = await runService(modelsDir)
    const timing = async (traceparent: string) => {
      const { headers } = await ask(url, POT, { headers: { 'server-timing': 'on', traceparent } })
      return headers['server-timing']
    }
    expect(await timing(TRACE)).toMatch(new RegExp(`^app;dur=[\\d.]+, traceparent;desc="${TRACE}"$`))
    expect(await timing('"; <script>')).toMatch(/^app;dur=[\d.]+$/)
  })
})

describe('the log of an unexpected error', () => {
  it('names the trace, and no query', async () => {
    const fault = new Error('out of tea')
    const errors: object[] = []
    const app = createApp({
      current: () => {
        throw fault
      },
      isStopping: () => false,
      defaults: { locale: 'en' },
      log: { error: (details: object) => void errors.push(details) },
    })
    for (const traceparent of [TRACE, 'none']) {
      const incoming = { url: `${POT}?exclude=secret`, method: 'GET', headers: { traceparent } }
      const answer = await app.fetch(new Request(`http://shop.example${incoming.url}`), {
        incoming,
      } as unknown as HttpBindings)
      expect(answer.status).toBe(500)
    }
    expect(errors).toEqual([
      { err: fault, path: POT, traceparent: TRACE },
      { err: fault, path: POT, traceparent: undefined },
    ])
  })
})

describe('access logs', () => {
  it('tell route, status and duration, and nothing of who asked or for what', async () => {
    const { url, logged } = await runService(modelsDir, { accessLog: true })
    await ask(url, `${POT}?exclude=secret`, { headers: { cookie: 'visitor=7', traceparent: TRACE } })
    const lines = logged.filter(({ msg }) => msg === 'answered')
    expect(lines).toEqual([
      expect.objectContaining({ route: '/v1/items/{id}/also-bought', status: 200, us: expect.any(Number) }),
    ])
    expect(JSON.stringify(lines)).not.toMatch(/secret|visitor|pot|127\.0\.0\.1/)
  })

  it('are not written unless they are wanted', async () => {
    const { url, logged } = await runService(modelsDir)
    await ask(url, POT)
    expect(logged.filter(({ msg }) => msg === 'answered')).toEqual([])
  })
})
