import { demoWorld } from '@alliance/server/demo/world';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type PlanRecord, type Storage, type World } from '@alliance/server/storage/port';
import { onTestFinished } from 'vitest';

import { startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, signIn } from '../support/people.ts';

/** A whole server over a world of one's own, with a clock that the test moves. */
export interface CommentedServer {
  readonly url: string;
  readonly storage: Storage;
  /** The stroke plan. */
  readonly record: PlanRecord;
  as(persona: PersonaKey): Promise<SignedIn>;
  /** So much time passes. */
  pass(ms: number): void;
}

/** Starts a server over the demo's world, changed by `change`; it ends with the test. */
export async function commentedServer(
  change: (world: World, record: PlanRecord) => World = (world) => world,
): Promise<CommentedServer> {
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const storage = createMemoryStorage();
  const told = demoWorld({ now: now(), newId: () => crypto.randomUUID() });
  const [stroke] = told.plans;
  if (stroke === undefined) throw new Error('The demo has no plan.');
  const world = change({ ...told, threads: [], threadReads: [] }, stroke);
  await storage.replaceWorld(world, { at: '', action: 'world.replace', subjectId: 'test' });
  const record = world.plans[0] ?? stroke;
  const server = await startInProcess({ storage, now });
  onTestFinished(() => server.close());
  return {
    url: server.url,
    storage,
    record,
    as: (persona) => signIn(server.url, persona),
    pass: (ms) => {
      ahead += ms;
    },
  };
}

/** What a refusal says: status, rule, reason and words. */
export async function refusalOf(response: Response): Promise<{
  readonly status: number;
  readonly rule: string | undefined;
  /** The key of why. */
  readonly reason: string | undefined;
  readonly text: string;
}> {
  const { issue } = (await response.json()) as {
    readonly issue: readonly [
      {
        readonly details: {
          readonly coding?: readonly { readonly code: string }[];
          readonly text: string;
        };
      },
    ];
  };
  const { coding, text } = issue[0].details;
  return { status: response.status, rule: coding?.[0]?.code, reason: coding?.[1]?.code, text };
}
