import express, { type Express, type NextFunction, type Request, type Response } from 'express';

import { type Sessions } from '../identity/sessions.ts';
import { type Log, describeError } from '../observe/log.ts';
import { type Metrics } from '../observe/metrics.ts';
import { StorageFull } from '../storage/port.ts';
import { type Admission } from '../sync/ports.ts';
import { bodyBytesMax } from './limits.ts';
import { type Origins } from './origins.ts';
import { type Problem, operationOutcome, problems } from './problem.ts';
import { type Route, nothing } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { shareProbe } from './shared-probe.ts';

/** What the HTTP edge is made of. */
export interface AppSettings {
  readonly routes: readonly Route[];
  readonly admission: Pick<Admission, 'authenticate'>;
  readonly sessions: Pick<Sessions, 'lockedVisitor'>;
  readonly origins: Origins;
  readonly trustedProxies: readonly string[];
  /** Everybody comes over TLS. Otherwise each request says it: its own connection, or a trusted proxy (HT11). */
  readonly isSecure: boolean;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Rejects while nothing can be saved. */
  readonly probe: () => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Serves the client. */
  readonly pages: express.RequestHandler;
}

/** The HTTP edge: health, the API and the client, behind one set of guards. */
export function createApp(settings: AppSettings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...settings.trustedProxies]);
  app.use(measure(settings.metrics), securityHeaders(settings.isSecure, settings.origins));
  addHealth(app, settings);
  app.use('/api', neverCached, guardChanges(settings.origins));
  app.use('/api', express.json({ limit: bodyBytesMax }));
  for (const route of settings.routes) addRoute(app, route, settings);
  app.use(['/api', '/sync'], (_request, response) => refuse(response, problems.notFound));
  app.use(settings.pages);
  app.use(answerError(settings.log));
  return app;
}

function measure(metrics: Metrics): express.RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on('finish', () => {
      const route =
        typeof response.locals['route'] === 'string' ? response.locals['route'] : 'other';
      const seconds = (performance.now() - start) / 1000;
      metrics.observeRequest({
        method: methodLabel(request.method),
        route,
        status: response.statusCode,
        seconds,
      });
    });
    next();
  };
}

/** Methods come from outside: only the usual ones become labels. */
function methodLabel(method: string): string {
  return ['GET', 'HEAD', 'POST', 'DELETE'].includes(method) ? method : 'other';
}

function addHealth(app: Express, { metrics, probe, now }: AppSettings): void {
  const canSave = shareProbe(probe, now);
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = await canSave();
    response.status(isReady ? 200 : 503);
    response.type('text/plain').send(isReady ? 'ready\n' : 'not ready: nothing can be saved\n');
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics.expose();
    response.set('Content-Type', contentType).send(text);
  });
}

/** What the API says is about people: no cache keeps it. */
function neverCached(_request: Request, response: Response, next: NextFunction): void {
  response.set('Cache-Control', 'no-store');
  next();
}

/** A request that changes something comes from a page of ours and is JSON (HT2, HT3). */
function guardChanges(origins: Origins): express.RequestHandler {
  return (request, response, next) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading) return next();
    if (!origins.allows(request.get('origin'))) return refuse(response, problems.foreignOrigin);
    if (!isJson(request)) return refuse(response, problems.notJson);
    return next();
  };
}

/** An empty body needs no type; a form's type is refused even then, because any page can send a form. */
function isJson(request: Request): boolean {
  const type = request.get('content-type');
  return type === undefined ? !hasBody(request) : /^application\/json\b/i.test(type);
}

function hasBody(request: Request): boolean {
  const length = Number(request.get('content-length') ?? 0);
  return request.get('transfer-encoding') !== undefined || length > 0;
}

function addRoute(app: Express, route: Route, settings: AppSettings): void {
  const { admission, sessions, isSecure } = settings;
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app[route.method](path, async (request, response) => {
    response.locals['route'] = route.path;
    const credentials = {
      cookie: request.get('cookie'),
      persona: request.get('x-alliance-persona'),
    };
    const reply = await route.run({
      params: stringsOf(request.params),
      query: stringsOf(request.query),
      idempotencyKey: request.get('idempotency-key'),
      body: request.body,
      credentials,
      isSecure: isSecure || request.secure,
      address: request.ip ?? '',
      agent: request.get('user-agent'),
      visitor: () => admission.authenticate(credentials),
      lockedVisitor: () => sessions.lockedVisitor(credentials),
    });
    if ('status' in reply) return refuse(response, reply);
    if (reply.cookie !== undefined) response.set('Set-Cookie', [reply.cookie].flat());
    if (reply.clearsSite) response.set('Clear-Site-Data', '"cache", "storage"');
    if (route.answer === nothing) return void response.status(204).end();
    return void response.json(reply.answer);
  });
}

/** What came as strings; of a list, the first. */
function stringsOf(given: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' ? [[name, first]] : [];
    }),
  );
}

function refuse(response: Response, problem: Problem): void {
  response.status(problem.status).json(operationOutcome(problem));
}

/** The last resort: what went wrong is told in plain words, and logged without its message. */
function answerError(log: Log): express.ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.status >= 500) log.error(describeError(error), 'http.failed');
    return refuse(response, problem);
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof StorageFull) return problems.storageFull;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return problems.tooLarge;
  if (status === 415) return problems.notJson;
  if (typeof status === 'number' && status >= 400 && status < 500) return problems.malformed;
  return problems.failed;
}
