import { type CommentId, type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type StartThread, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';
import { v7 } from 'uuid';

import { type SignedIn } from './people.ts';

/** The fresh id of a thread. */
export function freshThreadId(): ThreadId {
  return v7() as ThreadId;
}

/** The fresh id of a comment. */
export function freshCommentId(): CommentId {
  return v7() as CommentId;
}

/** A comment on its way, with a fresh id. */
export function comment(text: string, mentions: StartThread['comment']['mentions'] = []) {
  return { commentId: freshCommentId(), words: { text }, mentions };
}

/** A thread that is about to be opened on the section "Walking and transfers", for the team; anything can be replaced. */
export function newThread(other: Partial<StartThread> = {}): StartThread {
  return {
    threadId: freshThreadId(),
    subject: { on: 'section', sectionKey: 'mobility' },
    kind: 'question',
    audience: 'team',
    comment: comment('Two helpers or one?'),
    ...other,
  };
}

/** Sends one write of the comments, under a key of its own unless it is given. */
export function write(
  person: SignedIn,
  path: string,
  body: unknown,
  key: string = v7(),
): Promise<Response> {
  return person.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
}

/** Asks to open a thread on a plan; whatever the server says. */
export function askToStart(
  person: SignedIn,
  planId: string,
  thread: StartThread,
  key?: string,
): Promise<Response> {
  return write(person, `/api/plans/${planId}/threads`, thread, key);
}

/** Asks to change a thread; whatever the server says. */
export function askToChange(
  person: SignedIn,
  thread: Pick<Thread, 'planId' | 'id'>,
  command: ThreadCommand,
  key?: string,
): Promise<Response> {
  return write(person, `/api/plans/${thread.planId}/threads/${thread.id}`, command, key);
}

/** Opens a thread on the person's stroke plan. */
export async function startThread(
  person: SignedIn,
  other: Partial<StartThread> = {},
): Promise<ThreadView> {
  const { id } = await person.plan();
  return read(await askToStart(person, id, newThread(other)));
}

/** Changes a thread. */
export async function changeThread(
  person: SignedIn,
  thread: Pick<Thread, 'planId' | 'id'>,
  command: ThreadCommand,
): Promise<ThreadView> {
  return read(await askToChange(person, thread, command));
}

/** Answers a thread. */
export function reply(
  person: SignedIn,
  thread: Pick<Thread, 'planId' | 'id'>,
  text: string,
): Promise<ThreadView> {
  return changeThread(person, thread, { type: 'reply', comment: comment(text) });
}

/** The threads of a plan as the person sees them. */
export async function threadsOf(
  person: SignedIn,
  planId: string,
  after?: string,
): Promise<ThreadsView> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  return read(await person.fetch(`/api/plans/${planId}/threads${query}`));
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (!response.ok)
    throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
