/** What others hear of a section that somebody adds and writes in: by HTTP, by their sockets, and when they ask for it by name. */
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { v7 } from 'uuid';
import * as Y from 'yjs';

import { type CommentedServer } from '../comments/commented-server.ts';
import { askToChangeItem, askToMake, makeItem, newGoal } from '../support/items.ts';
import { type PersonaKey, type SignedIn } from '../support/people.ts';
import { askPlan, changePlan, newSection, sectionIn } from '../support/plans.ts';
import { askToStart, newThread, startThread, write } from '../support/threads.ts';
import { docOf, liveSection, tabFor, whenSaved } from '../sync/client-tab.ts';
import { type RawSocket, connectSignedIn } from '../sync/raw-socket.ts';
import { block } from '../sync/sync-world.ts';

/** The section that is added, and one that never is: whoever may edit the one may edit the other. */
const added = 'self-management';
const never = 'spirit';

/** What stands in everything that its author writes. */
export const word = 'Zebrafinch';

/** Everybody of the stroke plan but the author. */
const others: readonly PersonaKey[] = ['priya', 'tom', 'marcus', 'sofia', 'elena', 'lucia'];

/** What others have heard. */
export interface Heard {
  /** Questions that are answered otherwise than before. */
  readonly answers: readonly string[];
  /** Frames that came by their sockets before the next thing that concerns everybody. */
  readonly frames: readonly string[];
  /** What is answered otherwise than of a section that was never added. */
  readonly probes: readonly string[];
  /** How much was looked at: none of it is empty by chance. */
  readonly looked: { readonly answers: number; readonly probes: number };
}

/** Lets Hannah add a section, do everything in it that can be done, and listens at everybody else's. */
export async function heardOf(server: CommentedServer, isPrivate: boolean): Promise<Heard> {
  const author = await server.as('hannah');
  const readers = await Promise.all(others.map((name) => server.as(name)));
  const { id: planId, alliance } = await author.plan();
  const [own, ...tabs] = await Promise.all(
    [author, ...readers].map((person) => watching(server, person, planId)),
  );
  if (own === undefined) throw new Error('The author has no tab.');
  const paths = pathsOf(planId, alliance.id);
  const before = await answersOf(readers, paths);
  const cursors = await cursorsOf(readers, planId);
  const frames = tabs.map((tab) => tab.frames.length);

  const documentId = await writeEverywhere(server, author, { planId, own, isPrivate });

  const after = await answersOf(readers, paths);
  const changed = await changesSince(readers, planId, cursors);
  await changePlan(await server.as('priya'), planId, {
    type: 'stale-after',
    key: 'mobility',
    days: 9,
  });
  await Promise.all(tabs.map((tab) => tab.until(() => planEvents(tab)[0])));
  const probes = await differing(readers, { planId, allianceId: alliance.id, documentId });
  return {
    answers: [...before.keys()]
      .filter((name) => before.get(name) !== after.get(name))
      .concat(changed),
    frames: tabs.flatMap((tab, index) => heardBy(tab, frames[index] ?? 0)),
    probes: probes.differing,
    looked: { answers: before.size, probes: probes.count },
  };
}

async function watching(
  server: CommentedServer,
  person: SignedIn,
  planId: string,
): Promise<RawSocket> {
  const tab = await connectSignedIn(server.url, '/sync', person);
  tab.plan({ type: 'watch', planId });
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  return tab;
}

/** Everything that can be read of a plan by its id, and of everything that lists plans. */
function pathsOf(planId: string, allianceId: string): readonly string[] {
  return [
    '/api/me',
    '/api/plans',
    '/api/overview',
    '/api/inbox',
    '/api/alliances',
    '/api/invitations',
    `/api/plans/${planId}`,
    `/api/plans/${planId}/items`,
    `/api/plans/${planId}/threads`,
    `/api/plans/${planId}/merge-checks`,
    `/api/alliances/${allianceId}`,
    `/api/alliances/${allianceId}/charter`,
  ];
}

/** What everybody is answered, by who and what; cursors are new each time. */
async function answersOf(
  people: readonly SignedIn[],
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const person of people)
    for (const path of paths) {
      const text = await textOf(await person.fetch(path));
      answers.set(`${person.persona} ${path}`, text);
    }
  return answers;
}

async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  return `${response.status} ${text.replaceAll(/"cursor":"[^"]*"/g, '"cursor":""')}`;
}

const lists = ['items', 'threads'] as const;

async function cursorsOf(people: readonly SignedIn[], planId: string) {
  return Promise.all(
    people.flatMap((person) =>
      lists.map(async (list) => {
        const answer = await person.fetch(`/api/plans/${planId}/${list}`);
        const { cursor } = (await answer.json()) as { readonly cursor: string };
        return { person, list, cursor };
      }),
    ),
  );
}

/** Who is told, with their cursor of before, that something has changed. */
async function changesSince(
  _people: readonly SignedIn[],
  planId: string,
  cursors: Awaited<ReturnType<typeof cursorsOf>>,
): Promise<readonly string[]> {
  const told = await Promise.all(
    cursors.map(async ({ person, list, cursor }) => {
      const path = `/api/plans/${planId}/${list}?after=${encodeURIComponent(cursor)}`;
      const answer = (await (await person.fetch(path)).json()) as {
        readonly isWhole: boolean;
        readonly [list: string]: unknown;
      };
      const isNothing = !answer.isWhole && JSON.stringify(answer[list]) === '[]';
      return isNothing ? [] : [`${person.persona} ${list} since`];
    }),
  );
  return told.flat();
}

/** Everything that an author can do with a section of theirs. */
async function writeEverywhere(
  { url }: CommentedServer,
  author: SignedIn,
  around: { readonly planId: string; readonly own: RawSocket; readonly isPrivate: boolean },
): Promise<string> {
  const { planId, own, isPrivate } = around;
  const adding = newSection(added, { heading: `${word} heading`, after: 'mobility', isPrivate });
  await changePlan(author, planId, adding);
  const { documentId } = adding;
  own.plan({ type: 'focus', documentId });
  const live = await liveSection(tabFor(url, author.persona, author.cookie), documentId);
  const calling = block(`${word} words`);
  bodyOf(docOf(live)).insert(0, [calling]);
  const { alliance } = await author.plan();
  calling.insert(
    1,
    alliance.seats.map((seat) => mentionOf(seat)),
  );
  await whenSaved(live);
  const subject = { on: 'section', sectionKey: added } as const;
  await startThread(author, { subject, kind: 'critical', audience: 'team' });
  const goal = await makeItem(author, newGoal({ statement: word }, { sectionKey: added }));
  const seatId = toSeatId((await author.plan()).mySeatIds[0] ?? '');
  await askToChangeItem(author, goal, { type: 'ask', seatId });
  const { head } = sectionIn(await author.plan(), added).rendered;
  await changePlan(author, planId, { type: 'review-section', key: added, head });
  if (isPrivate) {
    const inPlaceOf = `${word} heading`;
    await changePlan(author, planId, {
      type: 'rename-section',
      key: added,
      heading: word,
      inPlaceOf,
    });
    await changePlan(author, planId, { type: 'move-section', key: added, after: null });
    await changePlan(author, planId, { type: 'retire-section', key: added, reason: word });
    await changePlan(author, planId, { type: 'restore-section', key: added });
  }
  await author.post(`/api/plans/${planId}/looked`, { heads: [{ documentId, head }] });
  // What is gathered for a moment has left for everybody when the author has it.
  await own.until(() =>
    own.plans.find(
      (one) =>
        one.type === 'presence' &&
        one.people.some(({ documentIds }) => documentIds.includes(documentId)),
    ),
  );
  await own.until(() => own.plans.find((one) => one.type === 'event' && one.kind === 'inbox'));
  return documentId;
}

/** Calls whoever sits in a seat, out of the text. */
function mentionOf({ id, title }: { readonly id: string; readonly title: string }): Y.XmlElement {
  const mention = new Y.XmlElement('mention');
  mention.setAttribute('seatId', id);
  mention.setAttribute('label', title);
  return mention;
}

function planEvents(tab: RawSocket): readonly unknown[] {
  return tab.plans.filter((one) => one.type === 'event' && one.kind === 'plan');
}

/** What came before the first thing that concerns everybody, and whatever came with the word in it. */
function heardBy(tab: RawSocket, from: number): readonly string[] {
  const texts = tab.frames.slice(from).map((frame) => Buffer.from(frame).toString('latin1'));
  const fence = texts.findIndex((text) => text.includes('"kind":"plan"'));
  // The one change of everybody's that follows is one event.
  const count = texts.filter((text) => text.includes('"kind":"plan"')).length;
  return [
    ...texts.slice(0, fence),
    ...texts.filter((text) => text.includes(word)),
    ...Array.from({ length: count - 1 }, () => 'one more event'),
  ];
}

/** Asks about the section by its key, its document and in everything that takes a key: once of it, once of one that never was. */
async function differing(
  people: readonly SignedIn[],
  about: { readonly planId: string; readonly allianceId: string; readonly documentId: string },
): Promise<{ readonly differing: readonly string[]; readonly count: number }> {
  const { planId, allianceId, documentId } = about;
  const found: string[] = [];
  let count = 0;
  for (const person of people) {
    const [hidden, none] = [
      await probe(person, { planId, allianceId, key: added, documentId }),
      await probe(person, { planId, allianceId, key: never, documentId: v7() }),
    ];
    count += hidden.length;
    hidden.forEach((answer, index) => {
      if (answer !== none[index]) found.push(`${person.persona} ${index}: ${answer}`);
    });
  }
  return { differing: found, count };
}

async function probe(
  person: SignedIn,
  asked: {
    readonly planId: string;
    readonly allianceId: string;
    readonly key: typeof added | typeof never;
    readonly documentId: string;
  },
): Promise<readonly string[]> {
  const { planId, allianceId, key, documentId } = asked;
  const commands: readonly PlanCommand[] = [
    { type: 'rename-section', key, heading: 'Other', inPlaceOf: 'Any' },
    { type: 'move-section', key, after: null },
    { type: 'move-section', key: 'mobility', after: key },
    { type: 'retire-section', key, reason: 'Other' },
    { type: 'restore-section', key },
    { type: 'share-section', key },
    { type: 'review-section', key, head: 1 },
    { type: 'stale-after', key, days: 7 },
  ];
  const answers = [
    ...(await Promise.all(commands.map((command) => askPlan(person, planId, command)))),
    await askToStart(
      person,
      planId,
      newThread({ subject: { on: 'section', sectionKey: key }, audience: 'shared' }),
    ),
    await askToMake(person, planId, newGoal({ statement: 'x' }, { sectionKey: key })),
    await write(person, `/api/alliances/${allianceId}`, {
      type: 'emergency-edit',
      emergencyId: v7(),
      sectionKey: key,
      reason: 'It cannot wait',
    }),
    await write(person, `/api/alliances/${allianceId}`, {
      type: 'restrict',
      sectionKeys: [key],
    }),
    await person.post(`/api/plans/${planId}/looked`, { heads: [{ documentId, head: 1 }] }),
    await person.fetch(`/api/documents/${documentId}/chips`),
  ];
  const texts = await Promise.all(answers.map((answer) => textOf(answer)));
  // The key itself is in the question, not in what is kept.
  return texts.map((text) => text.replaceAll(key, 'key'));
}
