import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask } from './serve/http.ts'
import { open, readToEnd } from './serve/raw.ts'
import { runService, sharedModel, spawnService } from './serve/running.ts'
import { teaShop } from './serve/tea-shop.ts'

const modelsDir = sharedModel(teaShop)

/** A client that has begun a request, as the server knows, and has not finished it. */
async function halfARequest(url: string, path: string): Promise<Socket> {
  const socket = await open(url)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: shop.example\r\n`)
  await ask(url, '/livez')
  return socket
}

describe('startService', () => {
  it('says which address it could not have', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void squatter.close())
    await once(squatter, 'listening')
    const { port } = squatter.address() as AddressInfo
    await expect(runService(modelsDir, { port })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: another process listens there; choose another --host or --port`,
    )
  })
})

describe('stop', () => {
  it('answers what was asked before it, then closes', async () => {
    const { url, stop } = await runService(modelsDir)
    const socket = await halfARequest(url, '/v1/items/pot')
    const stopped = stop()
    socket.write('\r\n')
    const answer = await readToEnd(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/connection: close\r\n/i)
    await stopped
    await expect(ask(url, '/livez')).rejects.toThrow('ECONNREFUSED')
  })

  it('is not ready any more', async () => {
    const { url, stop } = await runService(modelsDir)
    const socket = await halfARequest(url, '/readyz')
    const stopped = stop()
    socket.write('\r\n')
    const answer = await readToEnd(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 503 /)
    expect(answer).toContain('{"ready":false,"reasons":["the service is stopping"]}')
    await stopped
  })

  it('may be called twice, and leaves no signal handler behind', async () => {
    const before = process.listenerCount('SIGTERM')
    const { stop } = await runService(modelsDir)
    expect(process.listenerCount('SIGTERM')).toBe(before + 1)
    await Promise.all([stop(), stop()])
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})

describe('SIGTERM', () => {
  it('lets a request in flight finish, then ends the process with 0', async () => {
    const { url, child } = await spawnService(modelsDir)
    const exited = once(child, 'exit')
    const socket = await halfARequest(url, '/v1/items/pot')
    child.kill('SIGTERM')
    await refusesConnections(url)
    socket.write('\r\n')
    expect(await readToEnd(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await exited).toEqual([0, null])
  })
})

async function refusesConnections(url: string): Promise<void> {
  for (;;) {
    try {
      await ask(url, '/livez')
    } catch {
      return
    }
  }
}
