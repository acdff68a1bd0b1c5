import { z } from 'zod';

import { type Credentials, type Visitor } from '../sync/ports.ts';
import { type Problem, problems } from './problem.ts';

/** One operation of the API: what it is called, what it accepts and answers, and what it does. The OpenAPI page is made from these. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it: `/api/plans/{planId}`. */
  readonly path: string;
  readonly summary: string;
  readonly needsSignIn: boolean;
  /** Names of what may stand behind the `?`. */
  readonly queryNames?: readonly string[];
  /** It changes something once per `Idempotency-Key`. */
  readonly needsKey?: true;
  /** {@link nothing} when no body is read. */
  readonly body: z.ZodType;
  /** {@link nothing} when the answer is empty (204). */
  readonly answer: z.ZodType;
  run(incoming: Incoming): Promise<Reply<unknown>>;
}

/** A request as it reaches a route: everything in it is still from outside. */
export interface Incoming {
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind the `?`; of a name that is there twice, the first. */
  readonly query: Readonly<Record<string, string>>;
  /** The header `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
  readonly credentials: Credentials;
  /** It came over TLS: cookies that it gets travel over TLS only. */
  readonly isSecure: boolean;
  /** Whose connection it is: the socket's address, or what a trusted proxy says of it. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string | undefined;
  /** Asked only when the route needs it. */
  visitor(): Promise<Visitor | undefined>;
  /** Whoever's session is locked: they open nothing but {@link lockedRoute}s. */
  lockedVisitor(): Promise<Visitor | undefined>;
}

/** An answer, or why there is none. */
export type Reply<Answer> = Answered<Answer> | Problem;

/** What goes back, with the cookies to set where a sign-in or sign-out needs them. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly cookie?: string | readonly string[];
  /** The browser forgets everything that this site has left in it. */
  readonly clearsSite?: true;
}

/** A validated request. */
export interface Ask<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
  readonly body: Body;
  readonly credentials: Credentials;
  readonly isSecure: boolean;
  /** What limits for strangers are counted by. */
  readonly address: string;
  readonly agent: string | undefined;
}

/** Stands where no body is read or answered. */
export const nothing: z.ZodType<undefined> = z.unknown().transform(() => undefined);

interface Described<Body, Answer> extends Pick<
  Route,
  'method' | 'path' | 'summary' | 'queryNames' | 'needsKey'
> {
  readonly body: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer>;
}

/** An operation that needs no sign-in. */
export function openRoute<Body, Answer>(
  route: Described<Body, Answer> & { handle(ask: Ask<Body>): Promise<Reply<Answer>> },
): Route {
  return {
    ...route,
    needsSignIn: false,
    async run(incoming) {
      const ask = readAsk(route.body, incoming);
      return 'status' in ask ? ask : route.handle(ask);
    },
  };
}

interface ForVisitors<Body, Answer> extends Described<Body, Answer> {
  handle(ask: Ask<Body> & { readonly visitor: Visitor }): Promise<Reply<Answer>>;
}

/** An operation for whoever is signed in. */
export function memberRoute<Body, Answer>(route: ForVisitors<Body, Answer>): Route {
  return {
    ...route,
    needsSignIn: true,
    async run(incoming) {
      const visitor = await incoming.visitor();
      if (visitor !== undefined) return await runFor(visitor, route, incoming);
      const isLocked = (await incoming.lockedVisitor()) !== undefined;
      return isLocked ? problems.locked : problems.signedOut;
    },
  };
}

/** An operation for whoever is signed in, their session locked or not: unlocking it, and leaving. */
export function lockedRoute<Body, Answer>(route: ForVisitors<Body, Answer>): Route {
  return {
    ...route,
    needsSignIn: true,
    async run(incoming) {
      const visitor = (await incoming.visitor()) ?? (await incoming.lockedVisitor());
      if (visitor === undefined) return problems.signedOut;
      return await runFor(visitor, route, incoming);
    },
  };
}

async function runFor<Body, Answer>(
  visitor: Visitor,
  route: ForVisitors<Body, Answer>,
  incoming: Incoming,
): Promise<Reply<Answer>> {
  const ask = readAsk(route.body, incoming);
  return 'status' in ask ? ask : await route.handle({ ...ask, visitor });
}

/** Validates a body. The refusal names the place that is wrong and never repeats what stood there. */
function readAsk<Body>(body: z.ZodType<Body>, incoming: Incoming): Ask<Body> | Problem {
  const { params, query, idempotencyKey, credentials, isSecure, address, agent } = incoming;
  const parsed = body.safeParse(incoming.body);
  if (parsed.success) {
    const { data } = parsed;
    return { params, query, idempotencyKey, credentials, isSecure, address, agent, body: data };
  }
  const place = parsed.error.issues[0]?.path.join('.');
  if (!place) return problems.malformed;
  return { ...problems.malformed, text: `${problems.malformed.text} Look at "${place}".` };
}
