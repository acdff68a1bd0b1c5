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
  /** Asked only when the route needs it. */
  visitor(): Promise<Visitor | undefined>;
}

/** An answer, or why there is none. */
export type Reply<Answer> = Answered<Answer> | Problem;

/** What goes back, with a cookie to set where a sign-in or sign-out needs one. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly cookie?: string;
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

/** An operation for whoever is signed in. */
export function memberRoute<Body, Answer>(
  route: Described<Body, Answer> & {
    handle(ask: Ask<Body> & { readonly visitor: Visitor }): Promise<Reply<Answer>>;
  },
): Route {
  return {
    ...route,
    needsSignIn: true,
    async run(incoming) {
      const visitor = await incoming.visitor();
      if (visitor === undefined) return problems.signedOut;
      const ask = readAsk(route.body, incoming);
      return 'status' in ask ? ask : route.handle({ ...ask, visitor });
    },
  };
}

/** Validates a body. The refusal names the place that is wrong and never repeats what stood there. */
function readAsk<Body>(body: z.ZodType<Body>, incoming: Incoming): Ask<Body> | Problem {
  const { params, query, idempotencyKey, credentials, isSecure, address } = incoming;
  const parsed = body.safeParse(incoming.body);
  if (parsed.success)
    return { params, query, idempotencyKey, credentials, isSecure, address, body: parsed.data };
  const place = parsed.error.issues[0]?.path.join('.');
  if (!place) return problems.malformed;
  return { ...problems.malformed, text: `${problems.malformed.text} Look at "${place}".` };
}
