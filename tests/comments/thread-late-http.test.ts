/** What happens over HTTP to what was true a moment ago: words that are gone, seats whose cover has ended. */
import { castId } from '@alliance/server/demo/cast';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type InboxView } from '@alliance/shared/inbox/inbox';
import { expect, test } from 'vitest';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { changeThread, comment, startThread, threadsOf } from '../support/threads.ts';
import { docOf, whenSaved } from '../sync/client-tab.ts';
import { type CommentedServer, commentedServer } from './commented-server.ts';
import { anchorAtWords, deleteWords, startKeptPlan, subjectOf } from './kept-plan.ts';

const hourMs = 3_600_000;

test('[CM19] what was chosen, then deleted by a colleague, then sent is kept, and who deleted it is named', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const tom = await kept.open('tom', 'medicines');
  const words = 'Wait for it.';
  const anchor = anchorAtWords(docOf(tom), words);
  deleteWords(docOf(tom), words);
  await whenSaved(tom);
  const priya = await signIn(kept.url, 'priya');
  const thread = await startThread(priya, {
    subject: { on: 'text', sectionKey: 'medicines', anchor },
  });
  expect(thread.subject).toMatchObject({
    quote: words,
    isQuoteVerified: false,
    removed: { at: expect.any(String) },
  });
  expect(thread.can).toContain('attach');
  const named = await kept.thread(thread, (one) => subjectOf(one).removed?.by !== undefined);
  expect(subjectOf(named)).toMatchObject({
    quote: words,
    removed: { by: { personId: castId('tom') } },
  });
});

/** A server on which the cover of one seat ends in two hours. */
async function withLeaving(name: 'hannah' | 'marcus'): Promise<CommentedServer> {
  const to = new Date(Date.now() + 2 * hourMs).toISOString();
  return commentedServer((world, record) => {
    const seats = record.alliance.seats.map((seat) => ({
      ...seat,
      coverage: seat.coverage.map((row) => (row.personId === castId(name) ? { ...row, to } : row)),
    }));
    const plan = { ...record, alliance: { ...record.alliance, seats } };
    return { ...world, plans: [plan, ...world.plans.slice(1)] };
  });
}

async function needsMe(person: SignedIn): Promise<readonly string[]> {
  const { items } = (await (await person.fetch('/api/inbox')).json()) as InboxView;
  return items.map(({ reason }) => reason);
}

async function reread(person: SignedIn, { planId, id }: ThreadView): Promise<ThreadView> {
  const { threads } = await threadsOf(person, planId);
  const thread = threads.find((each) => each.id === id);
  if (thread === undefined) throw new Error('The thread is not there.');
  return thread;
}

test('[CM11] a seat whose cover has ended can be mentioned, and where it alone was called the owners are', async () => {
  const server = await withLeaving('marcus');
  const [hannah, tom, marcus] = [
    await server.as('hannah'),
    await server.as('tom'),
    await server.as('marcus'),
  ];
  const { author } = (await startThread(marcus)).comments[0];
  const call = () => comment('Stops at the door.', [{ seatId: author.seatId }]);
  const before = await startThread(hannah, { kind: 'critical', comment: call() });
  expect(before.waitsFor).toEqual([author.title]);
  expect(await needsMe(tom)).not.toContain('read-back');
  server.pass(4 * hourMs);
  const after = await startThread(hannah, { kind: 'critical', comment: call() });
  expect(after.comments[0].mentions).toEqual([{ seatId: author.seatId }]);
  for (const thread of [before, after]) {
    const { can, waitsFor } = await reread(tom, thread);
    expect(can).toContain('read-back');
    expect(waitsFor).not.toContain(author.title);
  }
  expect((await needsMe(tom)).filter((reason) => reason === 'read-back')).toHaveLength(2);
});

test('[CM12] a critical thread whose sender has gone home is confirmed by those who stayed', async () => {
  const server = await withLeaving('hannah');
  const [hannah, tom, priya] = [
    await server.as('hannah'),
    await server.as('tom'),
    await server.as('priya'),
  ];
  const thread = await startThread(hannah, { kind: 'critical' });
  await changeThread(tom, thread, { type: 'read-back', comment: comment('I hold it.') });
  expect((await reread(priya, thread)).can).not.toContain('confirm');
  server.pass(4 * hourMs);
  expect((await reread(priya, thread)).can).toContain('confirm');
  expect((await reread(tom, thread)).can).not.toContain('confirm');
  expect(await needsMe(priya)).toContain('confirm');
  const confirmed = await changeThread(priya, thread, { type: 'confirm' });
  expect(confirmed).toMatchObject({
    readBack: { confirmed: { by: { personId: castId('priya') } } },
  });
  expect(confirmed).not.toHaveProperty('waitsFor');
});

test('[CM9] the view says to each person whether they may assign others, and whether a note is needed', async () => {
  const server = await commentedServer();
  const thread = await startThread(await server.as('tom'));
  const seenBy = async (name: 'tom' | 'hannah' | 'marcus') => {
    const { can, needsNote, comments } = await reread(await server.as(name), thread);
    return [can.includes('assign-others'), needsNote ?? false, comments[0].canEdit ?? false];
  };
  expect([await seenBy('tom'), await seenBy('hannah'), await seenBy('marcus')]).toEqual([
    [true, false, true],
    [true, true, false],
    [false, false, false],
  ]);
});
