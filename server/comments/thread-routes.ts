import { createHash } from 'node:crypto';

import { type Thread, type ThreadId, toThreadId } from '@alliance/shared/comments/thread';
import { refused } from '@alliance/shared/comments/thread-decision';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { identifierPattern } from '@alliance/shared/identity/identifier';

import { readableSections } from '../access/admission.ts';
import { Allowances } from '../core/allowances.ts';
import { limits } from '../core/limits.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type Ask, type Reply, type Route, memberRoute, nothing } from '../http/route.ts';
import { type PlanRecord } from '../storage/port.ts';
import { type Admission, type Visitor } from '../sync/ports.ts';
import { type AnchorKeeper } from './anchor-keeper.ts';
import { keyCharactersMax, writersMax } from './limits.ts';
import { type ThreadDesk, type Writing } from './thread-desk.ts';
import { problemOfThread, threadProblems } from './thread-problems.ts';
import { type ThreadReading } from './thread-reader.ts';
import {
  earlierWordsSchema,
  markThreadReadSchema,
  startThreadSchema,
  threadCommandSchema,
  threadSchema,
  threadsSchema,
} from './thread-schema.ts';

/** What the routes of threads need. */
export interface ThreadRouteSettings {
  readonly desk: ThreadDesk;
  readonly reading: ThreadReading;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly keeper: Pick<AnchorKeeper, 'catchUp'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The threads of a plan. One that the asker may not see and one that does not exist are answered alike (CM18). */
export function threadRoutes(settings: ThreadRouteSettings): readonly Route[] {
  const { threadWritesMax, threadReadsMax, threadWritesMs: stretchMs } = limits;
  const rate = { stretchMs, keysMax: writersMax };
  const writes = new Allowances({ ...rate, max: threadWritesMax });
  const marks = new Allowances({ ...rate, max: threadReadsMax });
  const { readsMax: max, readsMs, readersMax: keysMax } = limits;
  const reads = new Allowances({ max, stretchMs: readsMs, keysMax });
  return [
    listThreads({ ...settings, allowance: reads }),
    startThread({ ...settings, allowance: writes }),
    changeThread({ ...settings, allowance: writes }),
    markThreadRead({ ...settings, allowance: marks }),
    readEarlier({ ...settings, allowance: reads }),
  ];
}

interface Limited extends ThreadRouteSettings {
  readonly allowance: Allowances;
}

type Asked<Body> = Ask<Body> & { readonly visitor: Visitor };

function listThreads({ admission, reading, keeper, allowance, now }: Limited): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/threads',
    summary: 'The threads of a plan that I may see: all, or those that changed after a cursor',
    queryNames: ['after'],
    body: nothing,
    answer: threadsSchema,
    async handle({ visitor: { person }, params, query }) {
      if (!allowance.take(person.id, now())) return problems.askedTooOften;
      const record = await admission.planFor(person, params['planId'] ?? '');
      if (record === undefined) return problems.notFound;
      const readable = readableSections(record, person, now());
      keeper.catchUp(readable.map(({ section }) => section.documentId));
      return { answer: await reading.list(person, record, query['after']) };
    },
  });
}

function startThread(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/threads',
    summary: 'Open a thread on words, a chip or card, a section or the whole plan',
    needsKey: true,
    body: startThreadSchema,
    answer: threadSchema,
    async handle(ask) {
      const writing = await writingOf(settings, ask);
      if ('status' in writing) return writing;
      return answerOf(settings, writing, await settings.desk.start(writing, ask.body));
    },
  });
}

function changeThread(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/threads/{threadId}',
    summary: 'Answer, change, resolve, assign or read back a thread',
    needsKey: true,
    body: threadCommandSchema,
    answer: threadSchema,
    async handle(ask) {
      const writing = await writingOf(settings, ask);
      if ('status' in writing) return writing;
      const threadId = threadIdIn(ask);
      if (threadId === undefined) return problems.notFound;
      const thread = await settings.desk.change(writing, threadId, ask.body);
      return answerOf(settings, writing, thread);
    },
  });
}

function markThreadRead(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/threads/{threadId}/read',
    summary: 'I have read so many comments of this thread',
    body: markThreadReadSchema,
    answer: nothing,
    async handle(ask) {
      const { person } = ask.visitor;
      if (!settings.allowance.take(person.id, settings.now())) return tooFast;
      const seen = await seenThread(settings, ask);
      if (seen === undefined) return problems.notFound;
      await settings.reading.markRead(person, seen, ask.body.readCount);
      return { answer: undefined };
    },
  });
}

function readEarlier(settings: Limited): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/threads/{threadId}/comments/{commentId}/earlier',
    summary: 'What a comment said before it was changed, oldest first',
    body: nothing,
    answer: earlierWordsSchema,
    async handle(ask) {
      if (!settings.allowance.take(ask.visitor.person.id, settings.now()))
        return problems.askedTooOften;
      const thread = await seenThread(settings, ask);
      const comment = thread?.comments.find(({ id }) => id === ask.params['commentId']);
      return comment === undefined ? problems.notFound : { answer: comment.earlier };
    },
  });
}

/** Who writes on which plan under which name, or why the write is not even looked at. */
async function writingOf(settings: Limited, ask: Asked<unknown>): Promise<Writing | Problem> {
  const { visitor, idempotencyKey: key = '', body } = ask;
  const { person } = visitor;
  if (key === '' || key.length > keyCharactersMax) return threadProblems.keyMissing;
  if (!settings.allowance.take(person.id, settings.now())) return tooFast;
  const record = await planIn(settings, ask);
  if (record === undefined) return problems.notFound;
  const digest = digestOf([record.plan.id, threadIdIn(ask) ?? '', body]);
  return { person, record, key: { personId: person.id, key, digest } };
}

const tooFast = problemOfThread(refused('too-fast').refusal);

/** What a write asks for. The schema has put its fields in an order of its own, whatever the order in which they came. */
function digestOf(asked: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

async function answerOf(
  { reading }: ThreadRouteSettings,
  { person, record }: Writing,
  thread: Thread | Problem,
): Promise<Reply<ThreadView>> {
  return 'text' in thread ? thread : { answer: await reading.view(person, record, thread) };
}

async function seenThread(
  settings: ThreadRouteSettings,
  ask: Asked<unknown>,
): Promise<Thread | undefined> {
  const record = await planIn(settings, ask);
  const threadId = threadIdIn(ask);
  if (record === undefined || threadId === undefined) return undefined;
  return settings.reading.seen(ask.visitor.person, record, threadId);
}

function planIn(
  { admission }: ThreadRouteSettings,
  { visitor, params }: Asked<unknown>,
): Promise<PlanRecord | undefined> {
  return admission.planFor(visitor.person, params['planId'] ?? '');
}

function threadIdIn({ params }: Asked<unknown>): ThreadId | undefined {
  const text = params['threadId'] ?? '';
  return identifierPattern.test(text) ? toThreadId(text) : undefined;
}
