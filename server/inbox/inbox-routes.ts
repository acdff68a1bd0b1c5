import { Allowances } from '../core/allowances.ts';
import { limits } from '../core/limits.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type InboxReader } from './inbox-reader.ts';
import { inboxSchema } from './inbox-schema.ts';

/** What needs whoever asks. */
export function inboxRoutes({
  inbox,
  now,
}: {
  readonly inbox: InboxReader;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): readonly Route[] {
  const { readsMax: max, readsMs: stretchMs, readersMax: keysMax } = limits;
  const reads = new Allowances({ max, stretchMs, keysMax });
  return [
    memberRoute({
      method: 'get',
      path: '/api/inbox',
      summary: 'What needs me, most urgent first',
      body: nothing,
      answer: inboxSchema,
      async handle({ visitor: { person } }) {
        if (!reads.take(person.id, now())) return problems.askedTooOften;
        return { answer: { items: [...(await inbox.read(person))] } };
      },
    }),
  ];
}
