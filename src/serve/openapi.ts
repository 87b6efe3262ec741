import { z } from 'zod'
import * as carts from './cart/contract.ts'
import { MAX_LINES, MAX_QUANTITY } from './cart/request.ts'
import * as contract from './contract.ts'

const SCHEMAS = {
  AlsoBought: contract.alsoBoughtList,
  Upgrades: contract.upgradesList,
  Alternatives: contract.alternativesList,
  ProductPage: contract.productPage,
  Cart: carts.cart,
  CartBody: carts.cartBody,
  Companion: contract.companion,
  Complement: carts.complement,
  Evidence: contract.evidence,
  Upgrade: contract.upgrade,
  Alternative: contract.alternative,
  Problem: contract.problem,
  Live: contract.live,
  Ready: contract.ready,
  NotReady: contract.notReady,
} as const

type SchemaName = keyof typeof SCHEMAS

/** The OpenAPI 3.1 document of the service. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'issho',
      version: '1',
      description:
        'What is bought together with this, and what is the higher model of this. Percent-encode ids, slashes included. Every answer is also MessagePack, for Accept: application/msgpack.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      '/v1/items/{id}/also-bought': aboutItem(
        'What is bought together with the item (cross-sell).',
        'AlsoBought',
      ),
      '/v1/items/{id}/upgrades': aboutItem('Higher models of the item (upsell).', 'Upgrades'),
      '/v1/items/{id}/alternatives': aboutItem(
        'Simpler, cheaper models of the item (down-sell).',
        'Alternatives',
      ),
      '/v1/items/{id}': aboutItem('All lists of a product page in one round trip.', 'ProductPage'),
      '/v1/cart': { get: aboutCart(), post: aboutPostedCart() },
      '/livez': { get: { summary: 'Whether the process lives.', responses: { 200: json('Alive', 'Live') } } },
      '/readyz': {
        get: {
          summary: 'Whether a model is loaded, and which.',
          responses: { 200: json('Ready', 'Ready'), 503: json('Not ready, with the reasons', 'NotReady') },
        },
      },
    },
    components: { schemas: componentSchemas() },
  }
}

function aboutItem(summary: string, answer: SchemaName) {
  return {
    get: {
      summary,
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
        ...queryParameters(contract.itemParameters),
      ],
      responses: {
        ...answered(answer),
        404: problem('An unknown item where fallback=none'),
        ...refused('Parameters that were not understood, all of them'),
      },
    },
  }
}

function aboutCart() {
  const items = {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    minItems: 1,
    maxItems: MAX_LINES,
    description: `What is in the cart: ids separated by commas, repeatable, each with a colon and its quantity (1 to ${MAX_QUANTITY}) if that is not 1; a comma inside an id is %2C, a colon %3A. Quantities of the same id are added up.`,
  }
  return {
    summary: 'What goes with a cart (cross-sell).',
    parameters: [
      { name: 'items', in: 'query', required: true, ...COMMAS, schema: items },
      ...queryParameters(carts.cartParameters),
    ],
    responses: { ...answered('Cart'), ...refused('Parameters that were not understood, all of them') },
  }
}

function aboutPostedCart() {
  return {
    summary: 'The same of a cart in the body. No cache keeps the answer.',
    requestBody: { required: true, content: inBothForms('CartBody') },
    responses: {
      200: { description: 'The answer', content: inBothForms('Cart') },
      415: problem('A body of another form than JSON and MessagePack'),
      ...refused('A body that was not understood, with every fault in it'),
    },
  }
}

function answered(answer: SchemaName) {
  return {
    200: {
      description: 'The answer; nothing in it varies between calls for the same model and query.',
      headers: { etag: { schema: { type: 'string' } }, 'cache-control': { schema: { type: 'string' } } },
      content: inBothForms(answer),
    },
    304: { description: 'The client has this answer already.' },
  }
}

/** How any question of a shop may be refused. */
function refused(badRequest: string) {
  return {
    400: problem(badRequest),
    408: problem('The request took too long to arrive'),
    413: problem('A body larger than the service takes'),
    414: problem('Path and query longer than the service takes'),
    431: problem('A head larger than the service takes'),
    503: problem(
      'No model is loaded yet, or more is asked than the service can do; Retry-After says when to ask again',
    ),
  }
}

const COMMAS = { style: 'form', explode: false }

function queryParameters(parameters: z.ZodType) {
  const { properties } = z.toJSONSchema(parameters, { io: 'input' })
  return Object.entries(properties!).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(name === 'exclude' ? COMMAS : {}),
    schema,
  }))
}

function componentSchemas() {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  return z.toJSONSchema(registry, { uri: id => `#/components/schemas/${id}` }).schemas
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` }
}

function inBothForms(name: SchemaName) {
  const body = { schema: reference(name) }
  return { 'application/json': body, 'application/msgpack': body }
}

function json(description: string, name: SchemaName) {
  return { description, content: { 'application/json': { schema: reference(name) } } }
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: reference('Problem') } } }
}
