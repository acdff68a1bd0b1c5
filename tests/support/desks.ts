import {
  type DeskDependencies,
  type KeptDesk,
  createDesk,
} from '@alliance/client/comments/desk/create-desk';
import { type DeskPage } from '@alliance/client/comments/desk/desk';
import type { ServerRequest } from '@alliance/client/ui/ask-server';
import { outcomeCodes } from '@alliance/client/ui/outcome-codes';
import { ServerRefusal } from '@alliance/client/ui/server-refusal';
import { onTestFinished } from 'vitest';

import { tabFor } from '../sync/client-tab.ts';
import { type SignedIn } from './people.ts';

/** Every request that a desk has made: method, path behind the plan, `Idempotency-Key`. */
export type Asked = readonly [method: string, path: string, key: string | undefined];

/** A desk of the real client over a real server. */
export interface DeskForTest {
  readonly desk: KeptDesk;
  readonly asked: readonly Asked[];
}

/** A desk for that page. */
export function deskOf(page: DeskPage, ask: DeskDependencies['ask']): KeptDesk {
  const desk = createDesk(page, { ask });
  onTestFinished(() => desk.close());
  return desk;
}

/**
 * The desk of a person's stroke plan, as their browser would ask; it is closed at the end of the test. `onAsk` may
 * throw instead of letting a request reach the server.
 */
export async function deskFor(
  person: SignedIn,
  onAsk: (path: string, request: ServerRequest) => void = () => undefined,
): Promise<DeskForTest> {
  const plan = await person.plan();
  const asked: Asked[] = [];
  const ask = async (path: string, request: ServerRequest = {}): Promise<unknown> => {
    const { method = 'GET', key } = request;
    asked.push([method, path.replace(`/api/plans/${plan.id}/`, ''), key]);
    onAsk(path, request);
    return askAs(person, path, request);
  };
  return { desk: deskOf({ plan, personId: person.personId }, ask), asked };
}

/** Lets a desk hear what changes, over a socket of its own. */
export function follow(desk: KeptDesk, url: string, person: SignedIn): void {
  const tab = tabFor(url, person.persona, person.cookie);
  tab.watchPlan(desk.planId);
  onTestFinished(desk.follow(tab));
}

/** What `askServer` does in a browser, with the cookie that it would send. */
async function askAs(person: SignedIn, path: string, request: ServerRequest): Promise<unknown> {
  const { method = 'GET', body, key } = request;
  const response = await person
    .fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    .catch((cause: unknown) => {
      throw new ServerRefusal(0, { cause });
    });
  const text = await response.text();
  const [rule, reason] = outcomeCodes(text);
  if (!response.ok) throw new ServerRefusal(response.status, { rule, reason });
  return text === '' ? undefined : JSON.parse(text);
}
