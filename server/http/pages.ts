import { access } from 'node:fs/promises';
import path from 'node:path';

import compression from 'compression';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';

import { operationOutcome, problems } from './problem.ts';

/** Addresses that the client's router answers: the page is the same for all of them. */
const clientPages = [
  '/',
  '/plans',
  '/plans/:planId',
  '/plans/:planId/:sectionKey',
  '/overview',
  '/invitations',
  '/alliances/:id',
  '/alliances/:id/charter',
  '/huddles/:id',
  '/set-up',
  '/join',
  '/new-password',
  '/account',
  '/administration',
  '/administration/:page',
];

const notBuilt = 'The page has not been built yet. Stop the server and start it with: npm start\n';

/**
 * Serves the built client from a folder: hashed assets for ever, the page itself never from a cache (HT6). Only these
 * files are compressed: an answer of the API holds what a guess beside a secret could measure.
 */
export function createPages(folder: string): RequestHandler {
  const router = Router();
  router.use(
    '/assets',
    compression(),
    express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(folder, { index: false, cacheControl: false }));
  router.get(clientPages, (_request, response) =>
    sendPage(response, path.join(folder, 'index.html')),
  );
  router.use((request, response) => {
    response.status(404);
    if (isPerson(request)) return sendPage(response, path.join(folder, 'index.html'));
    return void response.json(operationOutcome(problems.notFound));
  });
  return router;
}

/** Somebody who looks at a page is told in the page's own words that there is no such page. */
function isPerson(request: Request): boolean {
  const isFile = request.path.startsWith('/assets/');
  const wantsPage = request.get('accept')?.includes('text/html') ?? false;
  return request.method === 'GET' && wantsPage && !isFile;
}

async function sendPage(response: Response, file: string): Promise<void> {
  const isBuilt = await access(file).then(
    () => true,
    () => false,
  );
  if (!isBuilt) return void response.status(503).type('text/plain').send(notBuilt);
  response.set('Cache-Control', 'no-cache');
  return response.sendFile(file, { cacheControl: false });
}
