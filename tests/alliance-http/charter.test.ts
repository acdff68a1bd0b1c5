import { createMemoryStorage } from '@alliance/server/storage/memory';
import { DamagedDocument } from '@alliance/server/storage/port';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import type { AllianceView } from '@alliance/shared/alliance/alliance-view';
import type { CharterVersion } from '@alliance/shared/alliance/charter';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { refusalOf } from '../comments/commented-server.ts';
import {
  activePair,
  allianceOf,
  askAlliance,
  askToSign,
  charterOf,
  found,
  newAlliance,
  newSeat,
  seal,
  seatFor,
  seatPerson,
  sign,
  tell,
} from '../support/alliance-asking.ts';
import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { write } from '../support/threads.ts';
import { liveSection, tabFor, textIn, whenSaved, whenState } from '../sync/client-tab.ts';
import { openLine } from './typing.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;
let elena: SignedIn;
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  priya = await signIn(server.url, 'priya');
  tom = await signIn(server.url, 'tom');
  elena = await signIn(server.url, 'elena');
});
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

const pair = () => activePair({ lead: priya, nurse: tom });

async function changePurpose(alliance: AllianceView, purpose: string): Promise<AllianceView> {
  const { version: baseVersion } = await allianceOf(priya, alliance.id);
  return tell(priya, alliance, { type: 'describe', purpose, baseVersion });
}

test('[AL64] the charter’s prose is written together over the wire before anybody has consented to anything, and what is put forward holds it', async () => {
  const alliance = await found(priya);
  await seatPerson(priya, alliance, 'rehab-nurse', tom);
  const { documentId } = alliance.charter;
  const mine = await liveSection(tabFor(server.url, 'priya', priya.cookie), documentId);
  openLine(mine, 'We speak before we change. ');
  await whenSaved(mine);
  const toms = await liveSection(tabFor(server.url, 'tom', tom.cookie), documentId);
  openLine(toms, 'We read back.');
  await whenSaved(toms);
  expect(textIn(toms)).toContain('We speak before we change.');
  const view = await charterOf(tom, alliance);
  expect(view.rendered.html).toContain('We read back.');
  expect(view).toMatchObject({ access: 'edit', isChanged: false, signatures: [] });
  await seal(priya, alliance);
  const sealed = await charterOf(tom, alliance);
  expect(JSON.stringify(sealed.sealed?.content.prose)).toContain('We read back.');
  expect(sealed.sealed?.content).toEqual(sealed.content);
});

test('[AL64] patient and family read the charter and write nothing in it; nobody else opens it', async () => {
  const seats = [
    newSeat('rehab-physician', { isLead: true }),
    newSeat('rehab-nurse'),
    newSeat('patient', { isRequired: false }),
  ];
  const alliance = await found(priya, { seats });
  await seatPerson(priya, alliance, 'patient', elena);
  expect(await charterOf(elena, alliance)).toMatchObject({ access: 'read' });
  const { revision: baseRevision, content } = await charterOf(elena, alliance);
  const agree = { type: 'agree', agreements: content.agreements, baseRevision } as const;
  expect(await refusalOf(await askAlliance(elena, alliance, agree))).toMatchObject({
    status: 403,
    reason: 'may-not-write-charter',
  });
  const path = `/api/alliances/${alliance.id}/charter`;
  expect((await tom.fetch(path)).status).toBe(404);
  const stranger = tabFor(server.url, 'tom', tom.cookie).openSection(alliance.charter.documentId, {
    schema: 1,
    canEdit: false,
  });
  await whenState(stranger, ({ closed }) => closed?.code === 4404);
});

test('[AL65] a charter is put forward as it stands: after somebody changed its agreements it is not, until that was read', async () => {
  const alliance = await found(priya);
  const { revision: baseRevision, content } = await charterOf(priya, alliance);
  const agreements = { ...content.agreements, meetingNorms: 'We begin on time.' };
  await tell(priya, alliance, { type: 'agree', agreements, baseRevision });
  const path = `/api/alliances/${alliance.id}/charter/versions`;
  expect(await refusalOf(await write(priya, path, { baseRevision }))).toMatchObject({
    status: 409,
    reason: 'charter-changed',
  });
  const { charter } = await seal(priya, alliance);
  expect(charter.sealed).toMatchObject({
    number: 1,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const version = (await (await priya.fetch(`${path}/1`)).json()) as CharterVersion;
  expect(version).toMatchObject({ ...charter.sealed, content: { agreements } });
  for (const number of ['2', '0', 'x', '1e0'])
    expect((await priya.fetch(`${path}/${number}`)).status).toBe(404);
});

test('[AL66] without a fresh proof nothing is signed, and a wrong one cannot be tried for long', async () => {
  const alliance = await found(priya);
  const sealed = await seal(priya, alliance);
  const wrong = await refusalOf(await askToSign(priya, sealed, { proof: 'not mine' }));
  expect(wrong.status).toBe(403);
  expect((await askToSign(priya, sealed, { proof: undefined })).status).toBe(400);
  expect(await allianceOf(priya, alliance.id)).toMatchObject({ charter: { signed: 0 } });
  const statuses = [];
  for (let count = 0; count < 12; count++)
    statuses.push((await askToSign(priya, sealed, { proof: `${count}` })).status);
  expect(statuses.at(-1)).toBe(429);
  ahead += 3_600_000;
  expect((await sign(priya, alliance)).charter.signed).toBe(1);
});

test('[AL66] a signature on a charter that was put forward anew a moment ago signs nothing, and says so', async () => {
  const alliance = await pair();
  await changePurpose(alliance, 'Something else.');
  const before = await allianceOf(tom, alliance.id);
  await seal(priya, alliance);
  const late = await refusalOf(await askToSign(tom, before));
  expect(late).toMatchObject({ status: 409, reason: 'charter-moved-on' });
  expect(late.text).toContain('nothing was signed');
  const present = await allianceOf(tom, alliance.id);
  const forged = await askToSign(tom, present, { hash: '0'.repeat(64) });
  expect(await refusalOf(forged)).toMatchObject({ status: 409, reason: 'charter-moved-on' });
  expect(present).toMatchObject({ status: 'active', charter: { signed: 0, toSign: 2 } });
  expect((await sign(tom, alliance)).charter).toMatchObject({ signed: 1, toSign: 2 });
});

test('[AL66] nobody signs for a seat in which they do not sit', async () => {
  const alliance = await pair();
  await changePurpose(alliance, 'Something else.');
  const sealed = await seal(priya, alliance);
  const { id: seatId } = seatFor(sealed, 'rehab-nurse');
  expect(await refusalOf(await askToSign(priya, sealed, { seatId }))).toMatchObject({
    status: 403,
    reason: 'not-your-seat',
  });
});

test('[AL65] whoever is asked to sign anew gets the version that their seat has signed, and the one that asks now', async () => {
  const alliance = await pair();
  expect(await charterOf(tom, alliance)).toMatchObject({
    isChanged: false,
    signatures: [{ name: 'Dr Priya Raman' }, { name: 'Tom Akerele RN' }],
  });
  await changePurpose(alliance, 'Something else.');
  expect((await charterOf(tom, alliance)).isChanged).toBe(true);
  await seal(priya, alliance);
  await sign(priya, alliance);
  const toms = await charterOf(tom, alliance);
  expect(toms).toMatchObject({
    isChanged: false,
    sealed: { number: 2, content: { purpose: 'Something else.' } },
    signedBefore: { number: 1, content: { purpose: 'One plan instead of two.' } },
    signatures: [{ name: 'Dr Priya Raman', number: 2 }],
  });
  expect(await charterOf(priya, alliance)).not.toHaveProperty('signedBefore');
});

test('[AL65] two charters with the same words have the same hash, and one word more gives another', async () => {
  const asked = newAlliance();
  const hashes: (string | undefined)[] = [];
  const alliance = await found(priya, asked);
  for (const purpose of ['Other.', asked.purpose, 'Other.']) {
    await changePurpose(alliance, purpose);
    hashes.push((await seal(priya, alliance)).charter.sealed?.hash);
  }
  expect(hashes[0]).toBe(hashes[2]);
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('[AL65] of scopes a charter tells its reader those in sections that exist for them', async () => {
  const nurse = newSeat('rehab-nurse');
  const therapist = newSeat('physical-therapist');
  const alliance = await found(priya, {
    seats: [newSeat('rehab-physician', { isLead: true }), nurse, therapist],
  });
  await tell(priya, alliance, {
    type: 'set-scope',
    seatId: toSeatId(nurse.seatId),
    scope: [{ sectionKey: 'snapshot', right: 'comment' }],
  });
  await tell(priya, alliance, { type: 'restrict', sectionKeys: ['snapshot'] });
  await tell(priya, alliance, {
    type: 'consent',
    consent: { kind: 'recorded', how: 'spoken', note: '' },
  });
  const hannah = await signIn(server.url, 'hannah');
  await seatPerson(priya, alliance, 'physical-therapist', hannah);
  await seal(priya, alliance);
  expect(JSON.stringify(await charterOf(priya, alliance))).toContain('snapshot');
  expect(JSON.stringify(await charterOf(hannah, alliance))).not.toContain('snapshot');
  const version = await hannah.fetch(`/api/alliances/${alliance.id}/charter/versions/1`);
  expect(await version.text()).not.toContain('snapshot');
});

function putForward(person: SignedIn, allianceId: string): Promise<Response> {
  return write(person, `/api/alliances/${allianceId}/charter/versions`, { baseRevision: 1 });
}

test('[AL65] words that do not verify are not put forward, and strangers do not learn that', async () => {
  const storage = createMemoryStorage();
  const load = storage.loadDocument.bind(storage);
  const damaged = new Set<string>();
  storage.loadDocument = async (documentId) => {
    if (damaged.has(documentId)) throw new DamagedDocument(documentId, 1);
    return await load(documentId);
  };
  const { url } = await serverForTest({ storage });
  const [lead, stranger] = await Promise.all([signIn(url, 'priya'), signIn(url, 'elena')]);
  const alliance = await found(lead);
  damaged.add(alliance.charter.documentId);
  const told = await refusalOf(await putForward(lead, alliance.id));
  expect(told.text).toContain('does not verify');
  const nothing = await refusalOf(await putForward(stranger, v7()));
  expect(nothing).toMatchObject({ status: 404 });
  expect(await refusalOf(await putForward(stranger, alliance.id))).toEqual(nothing);
});
