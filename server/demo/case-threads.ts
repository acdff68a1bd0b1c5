import assert from 'node:assert/strict';

import { type Alliance, type Seat } from '@alliance/shared/alliance/alliance';
import { isPatientSide } from '@alliance/shared/alliance/discipline';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { type Anchor, makeAnchor } from '@alliance/shared/comments/anchor';
import { firstField } from '@alliance/shared/comments/field';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { rangeAt } from '@alliance/shared/comments/running-text';
import {
  type Assignment,
  type Author,
  type Comment,
  type Mention,
  type Subject,
  type Thread,
  toCommentId,
  toThreadId,
} from '@alliance/shared/comments/thread';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type ThreadRead, type WorldDocument } from '../storage/port.ts';
import { type Case } from './case.ts';
import { type CastKey, castId, castMember, personas } from './cast.ts';
import { type Times } from './times.ts';
import { type ToldComment, type ToldThread } from './told-thread.ts';

/** What the threads of a case are made from: its finished records and documents. */
export interface CaseRecords {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
  readonly documents: readonly WorldDocument[];
  readonly times: Times;
  /** A fresh UUID: threads are new in every world, like the documents that they are about (DM3). */
  readonly newId: () => string;
}

/** The threads of a case, oldest first, each anchored at its words in the finished text (DM11). */
export function caseThreads(each: Case, records: CaseRecords): readonly Thread[] {
  return each.threads
    .toSorted((one, other) => other.comments[0].hoursAgo - one.comments[0].hoursAgo)
    .map((told) => threadOf(told, records));
}

/** A persona has read what was said before they last looked, and up to what they said themselves (DM12). */
export function caseReads(
  each: Case,
  threads: readonly Thread[],
  times: Times,
): readonly ThreadRead[] {
  return personas.flatMap(({ key, disciplineKey }) => {
    const hoursAgo = each.lookedHoursAgo[key];
    const lookedAt = hoursAgo === undefined ? '' : times.at(-hoursAgo);
    const personId = castId(key);
    return threads.flatMap(({ id: threadId, audience, comments }) => {
      const isTheirs = audience === 'shared' || !isPatientSide(disciplineKey);
      const last = comments.findLastIndex(
        ({ author, at }) => author.personId === personId || at <= lookedAt,
      );
      return isTheirs && last >= 0 ? [{ personId, threadId, readCount: last + 1 }] : [];
    });
  });
}

function threadOf(told: ToldThread, records: CaseRecords): Thread {
  const { plan, times, newId } = records;
  const { kind, audience, isResolved } = told;
  const [first, ...answers] = told.comments;
  const comments = [
    commentOf(first, records),
    ...answers.map((one) => commentOf(one, records)),
  ] as const;
  const { author, at } = comments[0];
  const closing = comments.at(-1) ?? comments[0];
  const edits = comments.reduce((sum, { earlier }) => sum + earlier.length, 0);
  return {
    id: toThreadId(newId()),
    planId: plan.id,
    subject: subjectOf(told, records),
    audience,
    kind: firstField(kind, author.personId, at),
    assignment: firstField(assignmentOf(told, records.alliance, times), author.personId, at),
    status: isResolved ? 'resolved' : 'open',
    ...(isResolved && { resolved: { by: closing.author, at: closing.at } }),
    comments: [...comments],
    version: comments.length + edits,
  };
}

function subjectOf({ sectionKey, about }: ToldThread, records: CaseRecords): Subject {
  const anchor = anchorIn(sectionKey, about, records);
  return { on: 'text', sectionKey, anchor, quote: about, isQuoteVerified: true };
}

function anchorIn(sectionKey: SectionKey, words: string, { plan, documents }: CaseRecords): Anchor {
  const section = plan.sections.find(({ key }) => key === sectionKey);
  const rows = documents.find(({ documentId }) => documentId === section?.documentId)?.rows ?? [];
  const doc = createSectionDocument();
  for (const { payload } of rows) Y.applyUpdate(doc, payload);
  const text = prepareText(doc);
  const start = text.text.indexOf(words);
  const anchor =
    start < 0 ? undefined : makeAnchor(text, rangeAt(text, { start, end: start + words.length }));
  doc.destroy();
  assert(anchor !== undefined, 'A thread of the demo is about words of its section.');
  return anchor;
}

function assignmentOf(
  { assigned }: ToldThread,
  alliance: Alliance,
  times: Times,
): Assignment | null {
  if (assigned === undefined) return null;
  return { seatId: seatTitled(alliance, assigned.seat).id, dueOn: times.date(assigned.inDays) };
}

function commentOf(told: ToldComment, { alliance, times, newId }: CaseRecords): Comment {
  const { by, hoursAgo, text, purpose = 'comment', calls = [], before } = told;
  return {
    id: toCommentId(newId()),
    author: authorOf(by, alliance),
    at: times.at(-hoursAgo),
    purpose,
    words: { text },
    mentions: calls.map((title): Mention => ({ seatId: seatTitled(alliance, title).id })),
    earlier:
      before === undefined
        ? []
        : [{ words: { text: before.text }, at: times.at(-before.untilHoursAgo) }],
  };
}

function authorOf(key: CastKey, alliance: Alliance): Author {
  const { id: personId, name } = castMember(key);
  const seat = alliance.seats.find(({ coverage }) =>
    coverage.some((row) => row.personId === personId),
  );
  assert(seat !== undefined, 'Whoever speaks in the demo sits in a seat.');
  const { disciplineKey, title } = seat.role;
  return { personId, seatId: seat.id, name, disciplineKey, title };
}

function seatTitled(alliance: Alliance, title: string): Seat {
  const seat = alliance.seats.find(({ role }) => role.title === title);
  assert(seat !== undefined, 'A seat that the demo names exists.');
  return seat;
}
