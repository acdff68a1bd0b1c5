import { afterAll, beforeAll, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { mismatches, type Schema } from '../support/json-schema.ts';
import { type SignedIn, signIn } from '../support/people.ts';

interface Operation {
  readonly summary: string;
  readonly security?: unknown;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}
type Content = { readonly 'application/json': { readonly schema: Schema } };
interface Page {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let server: InProcessServer;
let withAccounts: InProcessServer;
let tom: SignedIn;
let page: Page;

beforeAll(async () => {
  server = await startInProcess();
  withAccounts = await startInProcess({}, { ALLIANCE_DEMO: '0' });
  tom = await signIn(server.url, 'tom');
  page = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Page;
});
afterAll(async () => {
  await server.close();
  await withAccounts.close();
});

const operations = [
  'get /api/alliances',
  'get /api/alliances/{allianceId}',
  'get /api/alliances/{allianceId}/charter',
  'get /api/alliances/{allianceId}/charter/versions/{number}',
  'get /api/colleagues',
  'get /api/demo/personas',
  'get /api/inbox',
  'get /api/invitations',
  'get /api/me',
  'get /api/me/notifications',
  'get /api/openapi.json',
  'get /api/overview',
  'get /api/plans',
  'get /api/plans/{planId}',
  'get /api/plans/{planId}/merge-checks',
  'get /api/plans/{planId}/merge-checks/{checkId}',
  'get /api/plans/{planId}/threads',
  'get /api/plans/{planId}/threads/{threadId}/comments/{commentId}/earlier',
  'post /api/alliances',
  'post /api/alliances/{allianceId}',
  'post /api/alliances/{allianceId}/charter/signatures',
  'post /api/alliances/{allianceId}/charter/versions',
  'post /api/alliances/{allianceId}/seats/{seatId}/link',
  'post /api/colleagues',
  'post /api/demo/colleague',
  'post /api/demo/reset',
  'post /api/demo/session',
  'post /api/invitations/answer',
  'post /api/invitations/look',
  'post /api/me/notifications',
  'post /api/me/notifications/address',
  'post /api/me/notifications/confirm',
  'post /api/plans/{planId}/looked',
  'post /api/plans/{planId}/merge-checks/{checkId}',
  'post /api/plans/{planId}/threads',
  'post /api/plans/{planId}/threads/{threadId}',
  'post /api/plans/{planId}/threads/{threadId}/read',
  'get /api/administration/alliances',
  'get /api/administration/people',
  'get /api/administration/sessions',
  'get /api/administration/settings',
  'get /api/entrance',
  'get /api/me/sessions',
  'post /api/administration/demo',
  'post /api/administration/links',
  'post /api/administration/people/{personId}',
  'post /api/administration/people/{personId}/link',
  'post /api/administration/settings',
  'post /api/session/active',
  'post /api/session/lock',
  'post /api/session/unlock',
  'delete /api/administration/sessions/{ref}',
  'delete /api/me/sessions',
  'delete /api/me/sessions/{ref}',
  'delete /api/session',
];

/** Those that are there where accounts sign in instead of personas. */
const accountOperations = [
  'get /api/me/account',
  'post /api/join',
  'post /api/join/look',
  'post /api/join/password',
  'post /api/me/account',
  'post /api/me/password',
  'post /api/me/second-factor',
  'post /api/me/second-factor/backup-codes',
  'post /api/me/second-factor/confirm',
  'post /api/me/second-factor/remove',
  'post /api/session',
  'post /api/session/code',
  'post /api/set-up',
];

test('[HT4] the page lists every operation of the API and no other', () => {
  const listed = Object.entries(page.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(page.openapi).toBe('3.1.0');
  expect(listed.toSorted()).toEqual([...operations, ...accountOperations].toSorted());
});

test.each([...operations, ...accountOperations])(
  '[HT4] %s is there, and asks for a sign-in exactly when the page says so',
  async (operation) => {
    const [method = '', path = ''] = operation.split(' ');
    if (path === '/api/demo/reset') return;
    const { url } = accountOperations.includes(operation) ? withAccounts : server;
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'post' && { body: '{}' }),
    });
    const needsSignIn = page.paths[path]?.[method]?.security !== undefined;
    expect(response.status === 401).toBe(needsSignIn);
    expect(response.status).not.toBe(404);
  },
);

test.each([
  ['/api/me', '/api/me'],
  ['/api/plans', '/api/plans'],
  ['/api/inbox', '/api/inbox'],
  ['/api/me/notifications', '/api/me/notifications'],
  ['/api/demo/personas', '/api/demo/personas'],
  ['/api/plans/{planId}', 'PLAN'],
  ['/api/alliances', '/api/alliances'],
  ['/api/alliances/{allianceId}', 'ALLIANCE'],
  ['/api/alliances/{allianceId}/charter', 'CHARTER'],
  ['/api/colleagues', '/api/colleagues'],
  ['/api/invitations', '/api/invitations'],
  ['/api/overview', '/api/overview'],
  ['/api/entrance', '/api/entrance'],
  ['/api/me/sessions', '/api/me/sessions'],
])('[HT4] a real answer of %s fits its schema exactly', async (path, asked) => {
  const plan = await tom.plan();
  const alliance = `/api/alliances/${plan.alliance.id}`;
  const address = {
    PLAN: `/api/plans/${plan.id}`,
    ALLIANCE: alliance,
    CHARTER: `${alliance}/charter`,
  }[asked];
  const answer: unknown = await (await tom.fetch(address ?? asked)).json();
  const schema = page.paths[path]?.['get']?.responses['200']?.content?.['application/json'].schema;
  expect(mismatches(schema ?? {}, answer)).toEqual([]);
  expect(Object.keys(schema ?? {}).length).toBeGreaterThan(1);
});

test('[HT4] a refusal fits the schema of refusals', async () => {
  const answer: unknown = await (await fetch(`${server.url}/api/plans`)).json();
  expect(mismatches(page.components.schemas['OperationOutcome'] ?? {}, answer)).toEqual([]);
});

test('[HT4] a wrong answer would be found', () => {
  const schema =
    page.paths['/api/me']?.['get']?.responses['200']?.content?.['application/json'].schema;
  const wrong = { person: { id: 1 }, seats: 'none', more: true };
  expect(mismatches(schema ?? {}, wrong)).toEqual([
    '$.person.id: no string',
    expect.stringContaining('$.person: lacks one of'),
    '$.seats: no array',
    '$: has more',
  ]);
});
