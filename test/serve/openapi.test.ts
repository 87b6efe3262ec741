import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/serve/openapi.ts'

const text = JSON.stringify(openApiDocument())

describe('the OpenAPI document', () => {
  it('lists the routes', () => {
    expect(Object.keys(openApiDocument().paths)).toEqual([
      '/v1/items/{id}/also-bought',
      '/v1/items/{id}/upgrades',
      '/v1/items/{id}/alternatives',
      '/v1/items/{id}',
      '/v1/cart',
      '/livez',
      '/readyz',
    ])
  })

  it('refers only to schemas that it holds', () => {
    const names = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(match => match[1]!)
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      expect(name).toMatch(/^#\/components\/schemas\/\w+$/)
      expect(openApiDocument().components.schemas).toHaveProperty(name.slice('#/components/schemas/'.length))
    }
  })

  it('describes every parameter', () => {
    const { parameters } = openApiDocument().paths['/v1/items/{id}'].get
    expect(parameters.map(parameter => parameter.name)).toEqual([
      'id',
      'limit',
      'exclude',
      'fields',
      'locale',
      'fallback',
      'at',
      'segment',
    ])
  })

  it('allows nothing that the contract does not name', () => {
    const { Companion } = openApiDocument().components.schemas
    expect(Companion).toMatchObject({ additionalProperties: false, required: ['id', 'reason'] })
  })
})
