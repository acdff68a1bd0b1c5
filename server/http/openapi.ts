import { z } from 'zod';

import { operationOutcomeSchema } from './problem.ts';
import { type Route, nothing, openRoute } from './route.ts';

/** An OpenAPI 3.1 page. */
export type OpenApi = Readonly<Record<string, unknown>>;

/** The page about every route, made from the schemas that validate the requests; it lists itself. */
export function withOpenApi(routes: readonly Route[]): readonly Route[] {
  const self = openRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This page',
    body: nothing,
    answer: z.record(z.string(), z.unknown()),
    handle: async () => ({ answer: page }),
  });
  const all = [...routes, self];
  const page = describeRoutes(all);
  return all;
}

function describeRoutes(routes: readonly Route[]): OpenApi {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = describe(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Alliance', version: '1' },
    paths,
    components: {
      schemas: { OperationOutcome: jsonSchema(operationOutcomeSchema) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'alliance-session-{persona}',
          description:
            'For an account the persona is "account". In the demonstration there is one cookie per persona; with several of them the header x-alliance-persona names the one that is meant.',
        },
      },
    },
  };
}

function describe(route: Route): OpenApi {
  return {
    summary: route.summary,
    ...(route.needsSignIn && { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf(route.path),
      ...(route.queryNames ?? []).map((name) => parameter(name, 'query')),
      ...(route.needsKey ? [parameter('Idempotency-Key', 'header', true)] : []),
    ],
    ...(route.body !== nothing && {
      requestBody: { required: true, content: jsonContent(jsonSchema(route.body)) },
    }),
    responses: {
      ...(route.answer === nothing
        ? { 204: { description: 'Done' } }
        : { 200: { description: 'The answer', content: jsonContent(jsonSchema(route.answer)) } }),
      default: { description: 'Refused, in plain words', content: jsonContent(outcome) },
    },
  };
}

const outcome = { $ref: '#/components/schemas/OperationOutcome' };

function parametersOf(path: string): readonly OpenApi[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => parameter(name, 'path', true));
}

function parameter(name: string, place: 'path' | 'query' | 'header', required = false): OpenApi {
  return { name, in: place, required, schema: { type: 'string' } };
}

function jsonContent(schema: OpenApi): OpenApi {
  return { 'application/json': { schema } };
}

function jsonSchema(schema: z.ZodType): OpenApi {
  return { ...z.toJSONSchema(schema) };
}
