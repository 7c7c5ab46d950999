import * as z from 'zod'
import { api } from './contract'
import { refusals } from './errors'

type Part = {
  params?: z.ZodObject | undefined
  query?: z.ZodObject | undefined
  body?: z.ZodType | undefined
  limited?: true | undefined
}

/** What a caller sends, so `input`: before an e-mail address is lower-cased or a number read from a query. */
const schemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

const parametersOf = (schema: z.ZodObject | undefined, place: 'path' | 'query') =>
  Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(z.object({ it: part as z.ZodType }), {}).success,
    schema: schemaOf(part as z.ZodType),
  }))

const error = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
})

/** The contract as an OpenAPI 3.1 document, made from the very schemas that parse the requests. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, { path, method, about, may, ...rest }] of Object.entries(api)) {
    const { params, query, body, limited }: Part = rest
    const open = may === 'anyone'
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: name,
        summary: about,
        'x-may': may,
        security: open ? [] : [{ session: [] }, { visit: [] }],
        parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
        ...(body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }),
        responses: {
          200: { description: 'Done.' },
          400: error('The request does not fit.'),
          ...(!open && { 401: error('Sign in first.'), 403: error('Your account may not do this.') }),
          ...(params && { 404: error('Not there, or not yours to see.') }),
          409: error('It was refused; the name in `error` says why.'),
          ...(limited && {
            429: error('Too many from this network address; the header Retry-After says when to try again.'),
          }),
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Debate Arena',
      version: '1',
      description:
        'Everything the pages do. Send writes as JSON from the same origin; an Idempotency-Key header makes a write happen once, however often it is sent.',
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'arena.session' },
        visit: { type: 'apiKey', in: 'cookie', name: 'arena.visit' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['error', 'message', 'requestId'],
          properties: {
            error: {
              type: 'string',
              description: 'A name for programs.',
              enum: [...Object.keys(refusals), 'internal'],
            },
            message: { type: 'string', description: 'One sentence for people.' },
            requestId: { type: 'string' },
          },
        },
      },
    },
  }
}
