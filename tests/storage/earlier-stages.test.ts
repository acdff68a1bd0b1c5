import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';

import { toAllianceId } from '@alliance/shared/alliance/alliance';
import { toDocumentId } from '@alliance/shared/careplan/section';
import { toThreadId } from '@alliance/shared/comments/thread';
import { expect, onTestFinished, test } from 'vitest';

import { backupFolder, databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { opened } from './opened.ts';
import { addingOf, signInUser, signInUsers } from './sample-accounts.ts';
import { foundingOf, sealingOf } from './sample-alliances.ts';
import { threadA, threadOf, writeOf } from './sample-threads.ts';
import { alliance, audit, nurse, physician, plan, row, sessionOf } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fixtures = new URL('./fixtures', import.meta.url).pathname;
const stages = readdirSync(fixtures).filter((file) => file.endsWith('.sqlite.gz'));

const [firstStage, secondStage, thirdStage, fourthStage] = [
  'stage-1.sqlite.gz',
  'stage-2.sqlite.gz',
  'stage-3.sqlite.gz',
  'stage-4.sqlite.gz',
];
/** From when an alliance was rows of seats, coverage and scope. */
const stagesOfRows = [firstStage, secondStage, thirdStage];

/** From before the last two writes of threads: a tab may come back with it after the upgrade. */
const cursors: Readonly<Record<string, string>> = {
  [secondStage]: 'ZMhzVtkYbl-jspDMzhyE5GHL1z9NbPkA0bQW103UYk_FtcLk',
  [thirdStage]: 'SUKKKvQCwLOm5aHeWB5haDOCJHT7kd_frqJlOFV7PJ_XKEsk',
  [fourthStage]: 'tIAqpMAmlBFhBruVT-Dl2F7t7iAsxuMtaOQRBBu5LmIguzc0',
};

function folderOf(stage: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, databaseFile), gunzipSync(readFileSync(join(fixtures, stage))));
  return folder;
}

test('[ST24] the data folders of all stages until now are among the fixtures', () => {
  expect(stages).toEqual(expect.arrayContaining([...stagesOfRows, fourthStage]));
});

test.each(stages)('[ST24] the data folder %s opens with everything in it', async (stage) => {
  const storage = await opened(folderOf(stage));
  // Written out here: this must stay true whatever later worlds look like.
  const stored = await storage.loadDocument(toDocumentId('text-a'));
  expect(stored).toMatchObject({
    incarnation: 'text-a-first',
    head: { seq: 3 },
    snapshot: { seq: 2, state: Uint8Array.of(1, 2) },
    tail: [{ seq: 3, personId: 'person-physician', payload: Uint8Array.of(9) }],
    clients: [
      { clientID: 1, personId: 'person-physician' },
      { clientID: 77, personId: 'person-nurse' },
    ],
  });
  expect(Buffer.from(stored?.head.hash ?? []).toString('hex')).toBe(
    'f6e7b47fc78461cdc7e74e2b47f43f9f127807f946e2fb5cb63938804d176917',
  );
  expect(await storage.person(nurse)).toMatchObject({ name: 'Nora Nurse RN' });
  expect(await storage.session('digest')).toMatchObject({ personId: 'person-nurse' });
  expect(await storage.plan('plan-1')).toMatchObject({
    plan: { title: 'Plan after stroke', sections: [{ key: 'snapshot' }, { key: 'mobility' }] },
    alliance: { seats: [{ isLead: true, coverage: [{}, { kind: 'cover' }] }, { isSteward: true }] },
  });
  expect(await storage.lookedAt(physician, 'plan-1')).toBe('2026-01-01T10:00:00.000Z');
  expect(await storage.readAudit(0, 2)).toMatchObject([
    { seq: 1, action: 'world.replace' },
    { seq: 2, action: 'session.create' },
  ]);
});

test.each(stages.filter((stage) => stage !== firstStage))(
  '[ST24] the data folder %s opens with its threads, marks, keys and wishes',
  async (stage) => {
    const storage = await opened(folderOf(stage));
    const thread = {
      id: 'thread-c',
      planId: 'plan-1',
      subject: { on: 'section', sectionKey: 'mobility' },
      kind: { value: 'question', version: 1, by: 'person-nurse' },
      comments: [
        {
          words: { text: 'Does she walk to the bathroom? 2' },
          author: { name: 'Nora Nurse RN', seatId: 'seat-nurse' },
          earlier: [{ words: { text: 'Before.' }, at: '2026-01-03T09:00:00.000Z' }],
        },
        { at: '2026-01-03T09:01:00.000Z', mentions: [{ disciplineKey: 'physical-therapist' }] },
      ],
      version: 2,
    };
    expect(await storage.thread(toThreadId('thread-c'))).toMatchObject(thread);
    const threads = [{ id: 'thread-a', version: 1 }, thread];
    const planId = 'plan-1';
    expect(await storage.threadsOf({ planId })).toMatchObject({ isWhole: true, threads });
    const changed = await storage.threadsOf({ planId, after: cursors[stage] ?? '' });
    expect(changed).toMatchObject({ isWhole: false, threads });
    expect(await storage.threadReads(nurse, [planId])).toEqual([
      { personId: nurse, threadId: 'thread-c', readCount: 2 },
    ]);
    const key = { personId: nurse, key: 'key', digest: 'digest of the request' };
    const [first] = changed.threads;
    if (first === undefined) throw new Error('The thread is gone.');
    const again = { thread: first, expectedVersion: 0, audit: audit('thread.write'), key };
    expect(await storage.writeThread(again)).toEqual({ result: 'repeated' });
    expect(await storage.digestReaders()).toMatchObject([
      { personId: 'person-physician', rhythm: 'daily', address: 'phil@example.org' },
    ]);
    expect(await storage.notificationsOf(nurse)).toMatchObject({ confirmation: { attempts: 1 } });
    const entries = (await storage.readAudit(2, 6)).map(({ action }) => action);
    const write = 'thread.write';
    const put = 'notifications.put';
    expect(entries).toEqual([write, write, write, 'thread.read', put, put]);
  },
);

test.each([thirdStage, fourthStage])(
  '[ST24] the data folder %s opens with its merge checks and how far it was looked at',
  async (stage) => {
    const storage = await opened(folderOf(stage));
    expect(await storage.openMergeChecks('plan-1')).toMatchObject([
      {
        id: 'check-b',
        documentId: 'text-a',
        kind: 'doubled',
        blockIds: ['block-1', 'block-2'],
        versions: [
          { personId: 'person-nurse', seq: 2 },
          { personId: 'person-physician', seq: 3 },
        ],
        version: 1,
      },
    ]);
    expect(await storage.mergeCheck('check-a')).toMatchObject({
      version: 2,
      decision: { personId: 'person-nurse', outcome: 'as-it-stands' },
    });
    expect(await storage.unscannedDocuments(9)).toEqual([
      { documentId: 'text-a', incarnation: 'text-a-first', seq: 2 },
    ]);
    expect(await storage.readAudit(8, 3)).toMatchObject([
      { action: 'merge-check.found', subjectId: 'check-b' },
      { action: 'merge-check.found', subjectId: 'check-a' },
      { action: 'merge-check.decide', subjectId: 'check-a' },
    ]);
  },
);

test('[ST24] the data folder of the fourth stage opens with its alliances, charter versions, accounts and settings', async () => {
  const storage = await opened(folderOf(fourthStage));
  const found = await storage.allianceOfLink('digest of a link');
  expect(found).toMatchObject({
    plan: { id: 'plan-of-new', sections: [{ documentId: 'mobility-new' }] },
    alliance: {
      name: 'Alliance new',
      version: 3,
      consent: { kind: 'waived', by: { personId: 'person-physician' } },
      charter: { documentId: 'charter-new', sealed: { number: 1, hash: 'hash-1' } },
      seats: [{ isLead: true }, { invitation: { asked: { linkDigest: 'digest of a link' } } }],
    },
  });
  expect(await storage.allianceOfCharter(toDocumentId('charter-new'))).toEqual(found);
  expect((await storage.alliances('', 9)).map(({ plan: { id } }) => id)).toEqual([
    'plan-1',
    'plan-of-new',
  ]);
  expect(await storage.charterVersion(toAllianceId('alliance-new'), 1)).toMatchObject({
    hash: 'hash-1',
    content: { name: 'Alliance new', agreements: { decisionRule: 'consent' } },
  });
  expect(await storage.loadDocument(toDocumentId('charter-new'))).toMatchObject({
    incarnation: 'charter-new-first',
    head: { seq: 1 },
  });
  expect(await storage.accountOfEmail('ada@example.org')).toMatchObject({
    personId: 'person-ada',
    isAdministrator: true,
    version: 1,
  });
  expect(await storage.link('digest')).toMatchObject({ purpose: 'new-password' });
  expect(await storage.session('digest of ada')).toMatchObject({
    kind: 'account',
    label: 'Firefox on Windows',
    lockedAt: '2026-01-03T09:00:00.000Z',
    isWatched: true,
  });
  expect(await storage.settings()).toEqual({ idleMinutes: 12 });
  const users = await storage.querySignIn(signInUsers);
  expect(users.rows).toEqual([{ id: 'ada', emailVerified: 1, image: null }]);
  expect((await storage.readAudit(11, 20)).map(({ action }) => action)).toEqual([
    'alliance.found',
    'alliance.write',
    'alliance.write',
    'account.create',
    'link.create',
    'session.create',
    'session.lock',
    'settings.write',
  ]);
});

test.each(stagesOfRows)(
  '[ST24] the alliance in the data folder %s is one record, with an empty charter, and consent that was not asked',
  async (stage) => {
    const storage = await opened(folderOf(stage));
    const record = await storage.plan('plan-1');
    expect(record?.alliance).toEqual({
      ...alliance,
      consent: {
        kind: 'waived',
        reason: 'The alliance is older than the question for consent.',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        by: { seatId: 'seat-physician', personId: 'person-physician' },
      },
      charter: {
        documentId: 'charter-alliance-1',
        revision: 1,
        agreements: {
          working: [],
          decisionRule: 'consent',
          responses: { routine: '', urgent: '', critical: '' },
          meetingNorms: '',
          escalationPath: [],
          partnership: { attends: 'invited' },
          conflictSteps: '',
          reviewBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
        signatures: [],
      },
    });
    for (const personId of [nurse, physician]) {
      expect(await storage.plansOf(personId)).toEqual([record]);
    }
    expect(await storage.alliances('', 9)).toEqual([record]);
  },
);

test.each(stagesOfRows)(
  '[ST24] the alliance in the data folder %s goes on: its charter is written and put forward, its people sign in',
  async (stage) => {
    const storage = await opened(folderOf(stage));
    const charter = toDocumentId('charter-alliance-1');
    const found = await storage.allianceOfCharter(charter);
    if (found === undefined) throw new Error('The alliance is gone.');
    const append = { documentId: charter, expectedHead: 0, rows: [row(nurse, [1])], bind: [] };
    expect(await storage.append(append)).toMatchObject({ ok: true, head: { seq: 1 } });
    const sealing = sealingOf(found.alliance);
    expect(await storage.writeAlliance(sealing)).toBe('kept');
    expect(await storage.charterVersion(alliance.id, 1)).toEqual(sealing.sealed);
    expect(await storage.foundAlliance(foundingOf('new'))).toBe('kept');
    const session = await storage.session('digest');
    expect(session).toEqual(sessionOf(nurse, 'digest'));
    const adding = addingOf('ada', { isAdministrator: true });
    expect(await storage.addAccount({ ...adding, signIn: [signInUser('ada')] })).toBe('kept');
    expect(await storage.settings()).toEqual({ idleMinutes: 5 });
  },
);

test.each([firstStage, secondStage])(
  '[ST49] what was written in the data folder %s before there were merge checks is not looked at',
  async (stage) => {
    const storage = await opened(folderOf(stage));
    expect(await storage.unscannedDocuments(9)).toEqual([]);
    expect(await storage.scanMark(toDocumentId('text-a'))).toMatchObject({ seq: 3 });
  },
);

test('[ST23] the data folder of the first stage is copied before it is changed, and takes threads afterwards', async () => {
  const folder = folderOf(firstStage);
  const storage = await opened(folder);
  const copies = readdirSync(join(folder, backupFolder));
  expect(copies).toEqual([expect.stringMatching(/^version-1-.*Z\.sqlite$/)]);
  const copy = new DatabaseSync(join(folder, backupFolder, copies[0] ?? ''), { readOnly: true });
  onTestFinished(() => copy.close());
  expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(copy.prepare('SELECT count(*) AS rows FROM log').get()).toEqual({ rows: 4 });

  const { cursor, threads } = await storage.threadsOf({ planId: plan.id });
  expect(threads).toEqual([]);
  expect(await storage.writeThread(writeOf(threadOf(threadA)))).toEqual({ result: 'kept' });
  expect(await storage.threadsOf({ planId: plan.id, after: cursor })).toMatchObject({
    isWhole: false,
    threads: [{ id: threadA }],
  });
  await storage.close();
  expect(await (await opened(folder)).thread(threadA)).toEqual(threadOf(threadA));
  expect(readdirSync(join(folder, backupFolder))).toEqual(copies);
});

test('[ST33] two data folders of the first stage seal their cursors apart', async () => {
  const one = await opened(folderOf(firstStage));
  const other = await opened(folderOf(firstStage));
  const { cursor } = await one.threadsOf({ planId: plan.id });
  expect(await one.threadsOf({ planId: plan.id, after: cursor })).toMatchObject({ isWhole: false });
  const asked = await other.threadsOf({ planId: plan.id, after: cursor });
  expect(asked).toMatchObject({ isWhole: true });
});
