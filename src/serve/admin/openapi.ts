import { z } from 'zod'
import { problem as problemSchema } from '../contract.ts'
import { accepted, batchFacts, itemFacts } from './contract.ts'

const SCHEMAS = {
  ItemFacts: itemFacts,
  BatchFacts: batchFacts,
  Accepted: accepted,
  Problem: problemSchema,
} as const
type SchemaName = keyof typeof SCHEMAS

/** The OpenAPI 3.1 document of the admin port. */
export function adminDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'issho, admin port',
      version: '1',
      description:
        'What holds of items from now on: availability and price. A change is on the disk and in every answer that starts later when it is acknowledged; a build from a catalogue written later takes its place.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ token: [] }, {}],
    paths: {
      '/admin/items/{id}': {
        put: {
          ...setting(
            'Sets availability, price or both of an item; null takes back what was set.',
            'ItemFacts',
          ),
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
        },
      },
      '/admin/items': { put: setting('The same of many items at once, or of none.', 'BatchFacts') },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: componentSchemas(),
    },
  }
}

function setting(summary: string, body: SchemaName) {
  return {
    summary,
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: reference(body) },
        'application/msgpack': { schema: reference(body) },
      },
    },
    responses: {
      200: { description: 'Set', content: { 'application/json': { schema: reference('Accepted') } } },
      400: problem('A body that was not understood, with every fault; nothing was set'),
      401: problem('The token is missing or another'),
      403: problem('No token is set, and the Host header names another machine'),
      413: problem('The body is too large'),
      503: problem('It could not be written down; nothing was set'),
      507: problem('The disk is full; nothing was set'),
    },
  }
}

function componentSchemas() {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  return z.toJSONSchema(registry, { uri: id => `#/components/schemas/${id}` }).schemas
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` }
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: reference('Problem') } } }
}
