import { createMemoryStorage } from '@alliance/server/storage/memory';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import type { MadeLink, MyInvitation } from '@alliance/shared/alliance/alliance-request';
import type { AllianceView, InvitationView } from '@alliance/shared/alliance/alliance-view';
import { toPersonId } from '@alliance/shared/identity/person';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { refusalOf } from '../comments/commented-server.ts';
import {
  allianceOf,
  askAlliance,
  found,
  newSeat,
  seatFor,
  tell,
} from '../support/alliance-asking.ts';
import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { gate } from '../sync/faulty-storage.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;
let hannah: SignedIn;
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  priya = await signIn(server.url, 'priya');
  tom = await signIn(server.url, 'tom');
  hannah = await signIn(server.url, 'hannah');
});
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

const hourMs = 3_600_000;

async function linkFor(alliance: AllianceView, days = 7): Promise<MadeLink> {
  const { id } = seatFor(alliance, 'rehab-nurse');
  const path = `/api/alliances/${alliance.id}/seats/${id}/link`;
  const response = await priya.post(path, { message: 'Please come.', days });
  expect(response.status).toBe(200);
  return (await response.json()) as MadeLink;
}

function look(secret: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${server.url}/api/invitations/look`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ secret }),
  });
}

const accept = (who: SignedIn, secret: string): Promise<Response> =>
  who.post('/api/invitations/answer', { secret, answer: 'accept' });

test('[AL68] a link says what is asked, and not a word about the patient; whoever takes it sits there from then on', async () => {
  const alliance = await found(priya, { name: 'About Rosa Lind', purpose: 'Rosa goes home.' });
  const { secret, expiresAt } = await linkFor(alliance, 3);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(Date.parse(expiresAt) - Date.now() - ahead).toBeCloseTo(72 * hourMs, -5);
  const response = await look(secret);
  const view = (await response.json()) as InvitationView;
  expect(view).toMatchObject({
    state: 'requested',
    byName: 'Dr Priya Raman',
    message: 'Please come.',
    title: 'rehab-nurse',
    others: ['rehab-physician'],
  });
  expect(JSON.stringify(view)).not.toContain('Rosa');
  expect((await accept(tom, secret)).status).toBe(200);
  expect((await allianceOf(tom, alliance.id)).mySeatIds).toHaveLength(1);
});

test('[AL68] a link works once, until it runs out, and until there is a newer one', async () => {
  const alliance = await found(priya);
  const earlier = await linkFor(alliance);
  const later = await linkFor(alliance);
  expect(await refusalOf(await look(earlier.secret))).toMatchObject({
    status: 404,
    reason: 'no-link',
  });
  ahead += 7 * 24 * hourMs;
  expect(await (await look(later.secret)).json()).toMatchObject({ state: 'expired' });
  expect(
    await refusalOf(await accept(await signIn(server.url, 'tom'), later.secret)),
  ).toMatchObject({ status: 410, reason: 'invitation-expired' });
  [priya, tom, hannah] = await Promise.all([
    signIn(server.url, 'priya'),
    signIn(server.url, 'tom'),
    signIn(server.url, 'hannah'),
  ]);
  const last = await linkFor(alliance);
  expect((await accept(tom, last.secret)).status).toBe(200);
  for (const who of [tom, hannah])
    expect(await refusalOf(await accept(who, last.secret))).toMatchObject({
      status: 404,
      reason: 'no-link',
    });
  expect((await look(last.secret)).status).toBe(404);
});

test('[AL68] a link is declined with a reason or a recommendation', async () => {
  const alliance = await found(priya);
  const { secret } = await linkFor(alliance);
  const decline = { secret, answer: 'decline' };
  expect(await refusalOf(await tom.post('/api/invitations/answer', decline))).toMatchObject({
    status: 422,
    reason: 'decline-needs-words',
  });
  const answered = await tom.post('/api/invitations/answer', { ...decline, reason: 'On leave.' });
  expect(await answered.json()).toBe(null);
  expect(seatFor(await allianceOf(priya, alliance.id), 'rehab-nurse')).toMatchObject({
    invitation: 'declined',
    declined: { name: 'Tom Akerele RN', reason: 'On leave.' },
  });
  expect((await tom.fetch(`/api/alliances/${alliance.id}`)).status).toBe(404);
});

test('[AL63] two people who take one seat at the same time: one sits there, the other is told who', async () => {
  const storage = createMemoryStorage();
  const { url } = await serverForTest({ storage });
  const [lead, one, other] = [
    await signIn(url, 'priya'),
    await signIn(url, 'tom'),
    await signIn(url, 'hannah'),
  ];
  const alliance = await found(lead);
  const seat = seatFor(alliance, 'rehab-nurse');
  const link = `/api/alliances/${alliance.id}/seats/${seat.id}/link`;
  const made = await lead.post(link, { message: '', days: 7 });
  const { secret } = (await made.json()) as MadeLink;
  // Neither goes on before both have found the seat free.
  const both = gate();
  const find = storage.allianceOfLink.bind(storage);
  let arrived = 0;
  storage.allianceOfLink = async (linkDigest) => {
    const record = await find(linkDigest);
    if (++arrived === 2) both.open();
    await both.closed;
    return record;
  };
  const answers = await Promise.all([accept(one, secret), accept(other, secret)]);
  expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
  const { now } = seatFor(await allianceOf(lead, alliance.id), 'rehab-nurse');
  const winner = answers[0]?.status === 200 ? one : other;
  expect(now.map(({ personId }) => personId)).toEqual([winner.personId]);
  const lost = answers.find(({ status }) => status === 409);
  const refusal = await refusalOf(lost ?? Response.error());
  expect(refusal).toMatchObject({ reason: 'seat-taken' });
  expect(refusal.text).toContain(now[0]?.name);
});

test('[AL67] whoever is asked by name finds it, reads nothing about the patient, and takes the seat once', async () => {
  const alliance = await found(priya, { name: 'About Rosa Lind', purpose: 'Rosa goes home.' });
  const { id } = seatFor(alliance, 'rehab-nurse');
  const seatId = toSeatId(id);
  const personId = toPersonId(tom.personId);
  await tell(priya, alliance, { type: 'invite', seatId, personId, message: 'Please.', days: 2 });
  const asked = async (who: SignedIn): Promise<readonly MyInvitation[]> => {
    const all = (await (await who.fetch('/api/invitations')).json()) as readonly MyInvitation[];
    return all.filter((each) => each.allianceId === alliance.id);
  };
  expect(await asked(hannah)).toEqual([]);
  const mine = await asked(tom);
  expect(mine).toMatchObject([{ seatId, state: 'requested', title: 'rehab-nurse' }]);
  expect(JSON.stringify(mine)).not.toContain('Rosa');
  expect((await tom.fetch(`/api/alliances/${alliance.id}`)).status).toBe(404);
  const others = await askAlliance(hannah, alliance, { type: 'accept', seatId });
  expect(others.status).toBe(404);
  await tell(tom, alliance, { type: 'accept', seatId });
  expect(await asked(tom)).toEqual([]);
  expect(
    await refusalOf(await askAlliance(tom, alliance, { type: 'accept', seatId })),
  ).toMatchObject({ status: 409, reason: 'answered-already' });
});

test('[AL67] somebody is asked who is a colleague; whom nobody knows is not', async () => {
  const alliance = await found(priya, {
    seats: [newSeat('rehab-physician', { isLead: true }), newSeat('rehab-nurse')],
  });
  const seatId = toSeatId(seatFor(alliance, 'rehab-nurse').id);
  const invite = { type: 'invite', seatId, message: '', days: 7 } as const;
  const stranger = await askAlliance(priya, alliance, {
    ...invite,
    personId: toPersonId('somebody-else'),
  });
  expect(await refusalOf(stranger)).toMatchObject({ status: 422, reason: 'person-unknown' });
  for (const days of [0, 31])
    expect(
      await refusalOf(
        await askAlliance(priya, alliance, { ...invite, days, personId: toPersonId(tom.personId) }),
      ),
    ).toMatchObject({ status: 422, reason: 'days-out-of-range' });
});

/** The answers to forty tries, each of which says where it was forwarded from. */
async function tryLinks(url: string, from: (index: number) => string): Promise<readonly number[]> {
  const tries = Array.from({ length: 40 }, (_, index) =>
    fetch(`${url}/api/invitations/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from(index) },
      body: JSON.stringify({ secret: 'x'.repeat(43) }),
    }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  return statuses.toSorted((one, other) => one - other);
}

const thirtyOfForty = [...Array<number>(30).fill(404), ...Array<number>(10).fill(429)];

test('[AL69] links cannot be tried out: so many a minute from one address, whatever is said to be forwarded', async () => {
  const { url } = await serverForTest();
  expect(await tryLinks(url, (index) => `10.0.0.${index}`)).toEqual(thirtyOfForty);
});

test('[AL69] the addresses of one IPv6 network count as one', async () => {
  const { url } = await serverForTest({}, { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1,::1' });
  const statuses = await tryLinks(url, (index) => `2001:db8:1:2::${index + 1}`);
  expect(statuses).toEqual(thirtyOfForty);
});
