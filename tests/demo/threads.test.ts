import { castId } from '@alliance/server/demo/cast';
import { demoWorld } from '@alliance/server/demo/world';
import { rosterAt } from '@alliance/shared/access/roster';
import { mayComment, seatSeesThread, seesThread } from '@alliance/shared/access/thread-access';
import { receiversOf } from '@alliance/shared/access/thread-relations';
import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { type TextSubject, type Thread } from '@alliance/shared/comments/thread';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { noon } from '../support/alliances.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { personaKeys, signIn } from '../support/people.ts';

const hourMs = 3_600_000;
const newId = (): string => crypto.randomUUID();
const world = demoWorld({ now: noon, newId });
const [stroke, heart] = world.plans;
if (stroke === undefined || heart === undefined) throw new Error('The demo has too few plans.');

const rosters = new Map(
  world.plans.map(({ alliance, plan }) => [
    plan.id,
    rosterAt({ alliance, sectionKeys: plan.sections.map(({ key }) => key), now: noon }),
  ]),
);

function rosterOf(thread: Thread): NonNullable<ReturnType<typeof rosters.get>> {
  const roster = rosters.get(thread.planId);
  if (roster === undefined) throw new Error('A thread belongs to no plan.');
  return roster;
}

function placeOf(thread: Thread): { readonly subject: TextSubject; readonly doc: Y.Doc } {
  const { subject } = thread;
  if (subject.on !== 'text') throw new Error('A thread of the demo is about words.');
  const plan = world.plans.find((one) => one.plan.id === thread.planId)?.plan;
  const section = plan?.sections.find(({ key }) => key === subject.sectionKey);
  const document = world.documents.find(({ documentId }) => documentId === section?.documentId);
  const doc = createSectionDocument();
  for (const { payload } of document?.rows ?? []) Y.applyUpdate(doc, payload);
  return { subject, doc };
}

function threadBy(key: Parameters<typeof castId>[0], inPlan: string): Thread {
  const found = world.threads.find(
    ({ planId, comments }) => planId === inPlan && comments[0].author.personId === castId(key),
  );
  if (found === undefined) throw new Error('There is no such thread.');
  return found;
}

test('[DM11] the stroke plan has five comments in four threads, the heart-failure plan a resolved one', () => {
  const [ours, theirs] = [stroke, heart].map(({ plan }) =>
    world.threads.filter(({ planId }) => planId === plan.id),
  );
  expect(ours?.length).toBe(4);
  expect(ours?.flatMap(({ comments }) => comments).length).toBe(5);
  expect(ours?.every(({ status }) => status === 'open')).toBe(true);
  expect(theirs?.map(({ status, comments }) => [status, comments.length])).toEqual([
    ['resolved', 3],
  ]);
  expect(theirs?.[0]?.comments.some(({ earlier }) => earlier.length > 0)).toBe(true);
});

test('[DM11] every thread of the demo stands at its words, by position, and needs nothing written', () => {
  for (const thread of world.threads) {
    const { subject, doc } = placeOf(thread);
    const resolved = resolveAnchor(doc, subject.anchor);
    expect(resolved?.how).toBe('position');
    expect(resolved && quotedText(doc, resolved.range)).toBe(subject.quote);
    expect(prepareText(doc).text.split(subject.quote).length).toBe(2);
    expect(refreshAnchor(prepareText(doc), subject.anchor).state).toBe('good');
  }
});

test('[DM11] whoever speaks may comment there, and whoever is called or assigned may see it', () => {
  for (const thread of world.threads) {
    const roster = rosterOf(thread);
    for (const { author, at } of thread.comments) {
      expect(mayComment(roster, thread, author.personId)).toBe(true);
      expect(Date.parse(at)).toBeLessThan(noon);
    }
    const mentions = thread.comments.flatMap((comment) => comment.mentions);
    const named = [...mentions, thread.assignment.value ?? []].flat();
    for (const one of named) {
      const seat = roster.alliance.seats.find(({ id }) => 'seatId' in one && id === one.seatId);
      expect(seat && seatSeesThread(roster, thread, seat)).toBe(true);
    }
    const times = thread.comments.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  }
});

test('[DM12] the critical thread waits for nursing, and Lucia has waited for 26 hours', () => {
  const critical = threadBy('sofia', stroke.plan.id);
  expect(waitsForReadBack(critical)).toBe(true);
  expect(receiversOf(rosterOf(critical), critical)).toEqual(new Set([castId('tom')]));
  const question = threadBy('lucia', stroke.plan.id);
  expect(question.audience).toBe('shared');
  expect(question.assignment.value).toBeNull();
  expect(noon - Date.parse(question.comments[0].at)).toBe(26 * hourMs);
  const dizzy = threadBy('hannah', stroke.plan.id);
  const physician = stroke.alliance.seats.find(({ isLead }) => isLead);
  expect(dizzy.assignment.value?.seatId).toBe(physician?.id);
});

test('[DM12] a persona has read what was said before they looked, and nothing that they may not see', () => {
  for (const { personId, threadId, readCount } of world.threadReads) {
    const thread = world.threads.find(({ id }) => id === threadId);
    const looked = world.looked.find(
      (one) => one.personId === personId && one.planId === thread?.planId,
    );
    if (thread === undefined) throw new Error('A mark belongs to no thread.');
    expect(seesThread(rosterOf(thread), thread, personId)).toBe(true);
    const isKnown = thread.comments.map(
      ({ at, author }) => author.personId === personId || at <= (looked?.at ?? ''),
    );
    expect(isKnown.slice(readCount)).not.toContain(true);
    expect(isKnown[readCount - 1]).toBe(true);
  }
  const unread = (key: 'priya' | 'elena') =>
    world.threads.filter(
      (thread) =>
        thread.planId === stroke.plan.id &&
        seesThread(rosterOf(thread), thread, castId(key)) &&
        !world.threadReads.some(
          (read) => read.personId === castId(key) && read.threadId === thread.id,
        ),
    );
  expect(unread('priya')).toEqual([threadBy('hannah', stroke.plan.id)]);
  expect(unread('elena')).toEqual([threadBy('lucia', stroke.plan.id)]);
});

test('[DM2] the times of all threads move with the world', () => {
  const later = demoWorld({ now: noon + 40 * 24 * hourMs, newId });
  const times = ({ threads }: typeof world) =>
    threads.map(({ comments }) => comments.map(({ at }) => Date.parse(at)));
  expect(times(later)).toEqual(
    times(world).map((each) => each.map((time) => time + 40 * 24 * hourMs)),
  );
});

test('[DM3] two worlds share no thread and no comment', () => {
  const ids = (one: typeof world): readonly string[] =>
    one.threads.flatMap(({ id, comments }) => [id, ...comments.map((comment) => comment.id)]);
  const other = new Set(ids(demoWorld({ now: noon, newId })));
  expect(ids(world).filter((id) => other.has(id))).toEqual([]);
  expect(new Set(ids(world)).size).toBe(ids(world).length);
});

test('[DM12] on a running server everybody finds the threads that they may see, again after a reset', async () => {
  const { url } = await serverForTest();
  const people = await Promise.all(personaKeys.map((key) => signIn(url, key)));
  const counts = (): Promise<readonly (readonly [string, number])[]> =>
    Promise.all(
      people.map(async (person) => {
        const { id } = await person.plan();
        const answer = await person.fetch(`/api/plans/${id}/threads`);
        const { threads } = (await answer.json()) as { readonly threads: readonly unknown[] };
        return [person.persona, threads.length] as const;
      }),
    );
  const expected = personaKeys.map((key) => [key, key === 'elena' || key === 'lucia' ? 1 : 4]);
  expect(await counts()).toEqual(expected);
  expect((await people[0]?.fetch('/api/demo/reset', { method: 'POST' }))?.status).toBe(204);
  expect(await counts()).toEqual(expected);
});
