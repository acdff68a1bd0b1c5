import { type Alliance, toSeatId } from '@alliance/shared/alliance/alliance';
import { type Author } from '@alliance/shared/alliance/author';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId, sectionKeys, toDocumentId } from '@alliance/shared/careplan/section';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { type InboxItem, type InboxView } from '@alliance/shared/inbox/inbox';
import { type TextMentionItem, textMentionsOf } from '@alliance/shared/inbox/text-mention';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { type TextHistory } from '../../server/careplan/text/text-history.ts';
import { TextMentions } from '../../server/careplan/text/text-mentions.ts';
import { type PlanRecord } from '../../server/storage/port.ts';
import { type Name, ward } from '../comments/ward.ts';
import { hours, noon, personId } from '../support/alliances.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { docOf, liveSection, tabFor, when, whenSaved } from '../sync/client-tab.ts';

const plan = {
  id: 'plan-1',
  title: 'Test plan',
  patient: { name: 'Pat Ient' },
  sections: sectionKeys.map((key) => ({
    id: key,
    key,
    heading: `The ${key}`,
    documentId: `document-${key}`,
  })),
} as unknown as CarePlan;

/** What calls somebody of the ward, so many hours from noon, when Priya has mentioned seats in texts. */
function calling(
  name: Name,
  {
    seat = 'rehab-nurse',
    section = 'medicines',
    at = 0,
    read = 0,
    team = ward,
    by = 'priya',
    sections = plan.sections,
  } = {},
): readonly TextMentionItem[] {
  const documentId = toDocumentId(`document-${section}`);
  const mention = { documentId, seatId: `seat-${seat}`, personId: personId(by), at: hours(-1) };
  return textMentionsOf({
    alliance: team,
    plan: { ...plan, sections },
    mentions: [
      { ...mention, seq: 3 },
      { ...mention, seq: 7 },
    ],
    lookedHeads: new Map([[documentId, read]]),
    names: new Map([[personId(by), 'Dr Priya']]),
    personId: personId(name),
    now: noon + at * 3_600_000,
  });
}

test('[IB46] a mention in a text needs whoever sits in the seat now, once for a section, and names who wrote it and where', () => {
  expect(calling('tom')).toEqual([
    {
      reason: 'text-mention',
      planId: 'plan-1',
      planTitle: 'Test plan',
      patientName: 'Pat Ient',
      section: { key: 'medicines', heading: 'The medicines' },
      documentId: 'document-medicines',
      seatId: 'seat-rehab-nurse',
      seatTitle: 'rehab-nurse',
      from: { name: 'Dr Priya', disciplineKey: 'rehab-physician' },
      at: hours(-1),
      readsTo: 7,
    },
  ]);
  expect([calling('amara'), calling('tom', { at: 5 }), calling('hannah')]).toEqual([[], [], []]);
  expect(calling('amara', { at: 5 })).toHaveLength(1);
});

test('[IB47] it goes when its reader has read as far, and never calls who wrote it', () => {
  expect(calling('tom', { read: 6 })).toHaveLength(1);
  expect(calling('tom', { read: 7 })).toEqual([]);
  expect(calling('tom', { by: 'tom' })).toEqual([]);
});

test('[IB48] nobody is called into a section that they may not read, into a closed alliance, or before consent', () => {
  const by = authorOf('priya');
  const priyas = plan.sections.map((section) =>
    Object.assign({}, section, { private: { by, at: hours(-2) } }),
  );
  expect(calling('tom', { sections: priyas })).toEqual([]);
  const closed: Alliance = { ...ward, status: 'closed' };
  const { consent: _consent, ...unconsented } = ward;
  expect([calling('tom', { team: closed }), calling('tom', { team: unconsented })]).toEqual([
    [],
    [],
  ]);
});

/** The mentions in somebody's list. */
async function mentionsFor(person: SignedIn): Promise<readonly TextMentionItem[]> {
  const { items } = (await (await person.fetch('/api/inbox')).json()) as InboxView;
  return items.filter((item: InboxItem) => item.reason === 'text-mention');
}

test('[IB46] written by one, it stands in the other’s list without a word of the text, is told to their tabs, and goes when read or taken out', async () => {
  const { url } = await serverForTest();
  const [priya, tom] = await Promise.all([signIn(url, 'priya'), signIn(url, 'tom')]);
  const { documentId } = await priya.section('medicines');
  const { id: planId, alliance } = await priya.plan();
  const seatId =
    alliance.seats.find(({ disciplineKey }) => disciplineKey === 'rehab-nurse')?.id ?? '';
  const section = await liveSection(tabFor(url, 'priya', priya.cookie), documentId);
  const listens = tabFor(url, 'tom', tom.cookie);
  await liveSection(listens, documentId);
  let news = 0;
  listens.onEvent(({ kind }) => {
    if (kind === 'inbox') news += 1;
  });

  mentionSeat(docOf(section), seatId, 'Secret words for ');
  await whenSaved(section);
  const [item, ...others] = await mentionsFor(tom);
  expect(others).toEqual([]);
  expect(item?.from.name).toBe('Dr Priya Raman');
  expect(Date.now() - Date.parse(item?.at ?? '')).toBeLessThan(60_000);
  expect(JSON.stringify(item)).not.toContain('Secret');
  expect(await mentionsFor(priya)).toEqual([]);
  await when(
    { get: () => news, subscribe: (listener) => listens.onEvent(listener) },
    (count) => count > 0,
  );

  const heads = [{ documentId, head: item?.readsTo ?? 0 }];
  const before = news;
  expect((await tom.post(`/api/plans/${planId}/looked`, { heads })).ok).toBe(true);
  await when(
    { get: () => news, subscribe: (listener) => listens.onEvent(listener) },
    (count) => count > before,
  );
  expect(await mentionsFor(tom)).toEqual([]);
  mentionSeat(docOf(section), seatId, 'Once more ');
  await whenSaved(section);
  expect(await mentionsFor(tom)).toHaveLength(1);
  const body = bodyOf(docOf(section));
  body.delete(body.length - 1, 1);
  await whenSaved(section);
  expect(await mentionsFor(tom)).toEqual([]);
});

function mentionSeat(doc: Y.Doc, seatId: string, words: string): void {
  doc.transact(() => {
    const block = new Y.XmlElement('block');
    const element = new Y.XmlElement('mention');
    element.setAttribute('seatId', seatId);
    element.setAttribute('label', 'Rehab nurse');
    block.insert(0, [new Y.XmlText(words), element]);
    bodyOf(doc).push([block]);
  });
}

test('[IB48] nobody’s tab is told of a mention in a section that is its author’s alone, and everybody’s once it is shared', async () => {
  const documentId = toDocumentId('document-medicines');
  const [privately, shared] = [true, false].map((isPrivate) => told(documentId, isPrivate));
  expect(await privately).toEqual([]);
  expect(await shared).toEqual([personId('tom')]);
});

/** Who is told when Priya mentions the nurse's seat, which Tom covers at noon. */
async function told(documentId: DocumentId, isPrivate: boolean): Promise<readonly string[]> {
  const heard: PersonId[] = [];
  let commit: ((documentId: DocumentId) => void) | undefined;
  const looked = Promise.withResolvers<void>();
  const by: Author = authorOf('priya');
  const sections = plan.sections.map((section) =>
    isPrivate ? Object.assign({}, section, { private: { by, at: hours(-2) } }) : section,
  );
  const index = { mentions: [{ seatId: 'seat-rehab-nurse', seq: 3 }], seq: 3 };
  const texts = new TextMentions({
    history: { of: () => Promise.resolve(index) } as unknown as TextHistory,
    storage: {
      changesSince: () => Promise.resolve([]),
      planOfDocument: () =>
        Promise.resolve({ alliance: ward, plan: { ...plan, sections } }) as Promise<PlanRecord>,
    },
    sync: {
      onCommitted: (listener) => {
        commit = listener;
        return () => undefined;
      },
      announceInbox: (people) => {
        heard.push(...people);
        looked.resolve();
      },
    },
    log: { error: () => looked.reject(new Error('It failed.')) },
    now: () => noon,
    stretchMs: 5,
  });
  commit?.(documentId);
  await looked.promise;
  texts.close();
  return heard;
}

function authorOf(name: Name): Author {
  return {
    personId: personId(name),
    seatId: toSeatId('seat-rehab-physician'),
    name: 'Dr Priya',
    disciplineKey: 'rehab-physician',
    title: 'Rehab physician',
  };
}
