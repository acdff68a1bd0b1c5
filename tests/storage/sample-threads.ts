/** Threads, marks and wishes for the storage's tests. */
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { firstField } from '@alliance/shared/comments/field';
import {
  type Comment,
  type Thread,
  type ThreadId,
  toCommentId,
  toThreadId,
} from '@alliance/shared/comments/thread';
import { type PersonId } from '@alliance/shared/identity/person';

import {
  type StoredNotifications,
  type ThreadRead,
  type ThreadWrite,
  type World,
  type WriteKey,
} from '../../server/storage/port.ts';
import { alliance, audit, nurse, physician, plan, sampleWorld } from './sample-world.ts';

/** Three ids; their order is not the order in which the threads are opened. */
export const [threadA, threadB, threadC] = [
  toThreadId('thread-c'),
  toThreadId('thread-a'),
  toThreadId('thread-b'),
];

/** Another plan of the same alliance, without sections. */
export const otherPlan = { ...plan, id: toPlanId('plan-2'), sections: [] };

/** The sample world with both plans. */
export const twoPlans: World = {
  ...sampleWorld,
  plans: [plan, otherPlan].map((each) => ({ alliance, plan: each })),
};

/** A thread at a version, with as many comments; opened in the given hour of one day. */
export function threadOf(
  id: ThreadId,
  { version = 1, hour = 9, text = 'Does she walk to the bathroom?', planId = plan.id } = {},
): Thread {
  const startedAt = instantOf(hour, 0);
  const comment = (minute: number): Comment => ({
    id: toCommentId(`${id}-comment-${minute}`),
    author: {
      personId: nurse,
      seatId: toSeatId('seat-nurse'),
      name: 'Nora Nurse RN',
      disciplineKey: 'rehab-nurse',
      title: 'Rehab nurse',
    },
    at: instantOf(hour, minute),
    purpose: 'comment',
    words: { text: `${text} ${version}` },
    mentions: [{ disciplineKey: 'physical-therapist' }],
    earlier: minute === 0 ? [{ words: { text: 'Before.' }, at: startedAt }] : [],
  });
  const more = Array.from({ length: version - 1 }, (_, index) => comment(index + 1));
  return {
    id,
    planId,
    subject: { on: 'section', sectionKey: 'mobility' },
    audience: 'team',
    kind: firstField('question', nurse, startedAt),
    assignment: firstField(null, nurse, startedAt),
    status: 'open',
    comments: [comment(0), ...more],
    version,
  };
}

/** The write that brings a thread to its version, with an audit entry of its own. */
export function writeOf(thread: Thread, more: Partial<ThreadWrite> = {}): ThreadWrite {
  return {
    thread,
    expectedVersion: thread.version - 1,
    audit: audit('thread.write', thread.id),
    ...more,
  };
}

/** The nurse's key for a write. */
export function keyOf(key: string, digest = 'digest of the request'): WriteKey {
  return { personId: nurse, key, digest };
}

/** How far somebody has read. */
export function readOf(personId: PersonId, threadId: ThreadId, readCount: number): ThreadRead {
  return { personId, threadId, readCount };
}

/** The physician's wishes: an e-mail a day to a confirmed address. */
export const wishes: StoredNotifications = {
  personId: physician,
  rhythm: 'daily',
  hour: 7,
  timeZone: 'Europe/Vienna',
  address: 'phil@example.org',
  isConfirmed: true,
  sentAt: '2026-01-02T06:00:00.000Z',
  sentDigest: 'digest of what was sent',
};

/** The nurse's: a code is on its way to the address. */
export const unconfirmedWishes: StoredNotifications = {
  personId: nurse,
  rhythm: 'hourly',
  hour: 8,
  timeZone: 'UTC',
  address: 'nora@example.org',
  isConfirmed: false,
  confirmation: {
    codeDigest: 'digest of the code',
    expiresAt: '2026-01-03T10:00:00.000Z',
    attempts: 1,
    sentAt: ['2026-01-03T09:00:00.000Z'],
  },
};

function instantOf(hour: number, minute: number): string {
  return new Date(Date.UTC(2026, 0, 3, hour, minute)).toISOString();
}
