import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { toSeatId } from '@alliance/shared/alliance/alliance';
import type { AllianceCommand } from '@alliance/shared/alliance/alliance-command';
import type { AllianceView, SeatView } from '@alliance/shared/alliance/alliance-view';
import { toPersonId } from '@alliance/shared/identity/person';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { refusalOf } from '../comments/commented-server.ts';
import {
  activePair,
  allianceOf,
  askAlliance,
  charterOf,
  found,
  newAlliance,
  newSeat,
  seatFor,
  seatPerson,
  tell,
} from '../support/alliance-asking.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { write } from '../support/threads.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;
let hannah: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  priya = await signIn(server.url, 'priya');
  tom = await signIn(server.url, 'tom');
  hannah = await signIn(server.url, 'hannah');
});
afterAll(() => server.close());

const idOf = (seat: SeatView) => toSeatId(seat.id);

/** Every kind of command: the compiler sees to it that none is missing. */
const everyCommand: Readonly<Record<AllianceCommand['type'], true>> = {
  describe: true,
  'add-seat': true,
  'change-seat': true,
  'remove-seat': true,
  'set-scope': true,
  restrict: true,
  invite: true,
  withdraw: true,
  accept: true,
  decline: true,
  leave: true,
  cover: true,
  'end-cover': true,
  'hand-over': true,
  'see-handover': true,
  agree: true,
  consent: true,
  propose: true,
  suspend: true,
  resume: true,
  close: true,
  'emergency-edit': true,
  'see-emergency': true,
};

test('[AL60] every command is asked over HTTP, answered with the alliance as its asker sees it, and audited by ids alone', async () => {
  const said = new Set<string>();
  let alliance = await found(priya, { name: 'Secret name', purpose: 'Secret purpose.' });
  const say = async (who: SignedIn, command: AllianceCommand): Promise<AllianceView> => {
    said.add(command.type);
    alliance = await tell(who, alliance, command);
    return alliance;
  };
  const nurse = seatFor(alliance, 'rehab-nurse');
  const physician = seatFor(alliance, 'rehab-physician');
  const invite = { type: 'invite', message: 'Secret message.', days: 7 } as const;

  const { version: baseVersion } = alliance;
  expect(await say(priya, { type: 'describe', purpose: 'Better.', baseVersion })).toMatchObject({
    version: 2,
    purpose: 'Better.',
  });
  await say(priya, { ...invite, seatId: idOf(nurse), personId: toPersonId(hannah.personId) });
  said.add('decline');
  const decline = { type: 'decline', seatId: idOf(nurse), recommendation: 'Ask Tom.' } as const;
  expect(await (await askAlliance(hannah, alliance, decline)).json()).toBe(null);
  expect(seatFor(await allianceOf(priya, alliance.id), 'rehab-nurse').declined).toMatchObject({
    name: 'Hannah Lindqvist PT',
    recommendation: 'Ask Tom.',
  });
  await say(priya, { ...invite, seatId: idOf(nurse), personId: toPersonId(tom.personId) });
  await say(priya, { type: 'withdraw', seatId: idOf(nurse) });
  await say(priya, { ...invite, seatId: idOf(nurse), personId: toPersonId(tom.personId) });
  expect((await say(tom, { type: 'accept', seatId: idOf(nurse) })).mySeatIds).toEqual([nurse.id]);

  const therapist = newSeat('physical-therapist', { isRequired: false });
  await say(priya, { type: 'add-seat', seat: therapist });
  const spare = newSeat('dietitian', { isRequired: false });
  await tell(priya, alliance, { type: 'add-seat', seat: spare });
  await say(priya, { type: 'remove-seat', seatId: spare.seatId });
  await seatPerson(priya, alliance, 'physical-therapist', hannah);
  const change = { contact: 'ext. 1' };
  await say(tom, { type: 'change-seat', seatId: idOf(nurse), change, baseRevision: 1 });
  expect(seatFor(alliance, 'rehab-nurse')).toMatchObject({ contact: 'ext. 1', revision: 2 });

  await say(priya, {
    type: 'consent',
    consent: { kind: 'recorded', how: 'spoken', note: 'Secret note.' },
  });
  await say(priya, {
    type: 'set-scope',
    seatId: therapist.seatId,
    scope: [{ sectionKey: 'snapshot', right: 'comment' }],
  });
  await say(priya, { type: 'restrict', sectionKeys: ['health-concerns'] });
  expect(
    (await allianceOf(tom, alliance.id)).sections.find(({ key }) => key === 'health-concerns'),
  ).toMatchObject({ isRestricted: true });

  const from = new Date(Date.now() + 3_600_000).toISOString();
  const to = new Date(Date.now() + 7_200_000).toISOString();
  const personId = toPersonId(tom.personId);
  const physicianId = idOf(physician);
  await say(priya, {
    type: 'cover',
    seatId: physicianId,
    coverage: { personId: toPersonId(hannah.personId), from, to, kind: 'cover' },
  });
  await say(priya, {
    type: 'end-cover',
    seatId: physicianId,
    personId: toPersonId(hannah.personId),
    from,
  });
  await say(tom, { type: 'hand-over', seatId: idOf(nurse), text: 'Secret handover.' });
  // Hannah stands in for Tom from now on, and reads what he left.
  await tell(tom, alliance, {
    type: 'cover',
    seatId: idOf(nurse),
    coverage: {
      personId: toPersonId(hannah.personId),
      from: new Date().toISOString(),
      to,
      kind: 'cover',
    },
  });
  const mine = seatFor(await allianceOf(hannah, alliance.id), 'rehab-nurse').coverage.find(
    (row) => row.personId === tom.personId,
  );
  await say(hannah, {
    type: 'see-handover',
    seatId: idOf(nurse),
    personId,
    from: mine?.from ?? '',
    at: mine?.handover?.at ?? '',
  });

  const { content, revision } = await charterOf(tom, alliance);
  await say(tom, {
    type: 'agree',
    agreements: { ...content.agreements, meetingNorms: 'Secret norms.' },
    baseRevision: revision,
  });
  await write(priya, `/api/alliances/${alliance.id}/charter/versions`, {
    baseRevision: revision + 1,
  });
  await say(priya, { type: 'propose' });
  expect(alliance.status).toBe('proposed');
  const emergencyId = v7();
  await say(tom, {
    type: 'emergency-edit',
    emergencyId,
    sectionKey: 'mobility',
    reason: 'Secret reason.',
  });
  expect(alliance.emergencies).toMatchObject([{ id: emergencyId, sectionKey: 'mobility' }]);
  await say(hannah, { type: 'see-emergency', emergencyId });
  expect(alliance.emergencies[0]?.seen?.by).toMatchObject({ personId: hannah.personId });

  const active = await activePair({ lead: priya, nurse: tom });
  alliance = active;
  expect((await say(priya, { type: 'suspend' })).status).toBe('suspended');
  expect((await say(priya, { type: 'resume' })).status).toBe('active');
  said.add('leave');
  const leave = { type: 'leave', seatId: idOf(seatFor(active, 'rehab-nurse')) } as const;
  expect(await (await askAlliance(tom, active, leave)).json()).toBe(null);
  expect((await say(priya, { type: 'close' })).status).toBe('closed');
  expect([...said].toSorted()).toEqual(Object.keys(everyCommand).toSorted());

  const database = new DatabaseSync(path.join(server.dataFolder, 'alliance.sqlite'), {
    readOnly: true,
  });
  const rows = database.prepare('SELECT * FROM audit').all();
  database.close();
  const actions = new Set(rows.map(({ action }) => action));
  for (const type of ['found', 'seal', 'sign', ...said])
    expect(actions).toContain(`alliance.${type}`);
  expect(JSON.stringify(rows)).not.toContain('Secret');
});

test('[AL61] a write that is sent twice under one key is done once and answered both times, also when it would be refused by now', async () => {
  const body = newAlliance();
  const key = v7();
  const first = await write(priya, '/api/alliances', body, key);
  const again = await write(priya, '/api/alliances', body, key);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(await again.json()).toEqual(await first.json());
  const other = await refusalOf(await write(priya, '/api/alliances', newAlliance(), key));
  expect(other).toMatchObject({ status: 409, reason: 'key-used' });
  const taken = await refusalOf(await write(tom, '/api/alliances', body));
  expect(taken).toMatchObject({ status: 409, reason: 'alliance-there' });

  const { allianceId: id } = body;
  const command = { type: 'add-seat', seat: newSeat('dietitian') } as const;
  const added = await askAlliance(priya, { id }, command, key + 'x');
  const repeated = await askAlliance(priya, { id }, command, key + 'x');
  expect(await repeated.json()).toEqual(await added.json());
  expect(await refusalOf(await askAlliance(priya, { id }, command))).toMatchObject({
    status: 409,
    reason: 'seat-there',
  });
  const without = await priya.post(`/api/alliances/${id}`, command);
  expect(without.status).toBe(400);
});

test('[AL61] two changes at the same time are both kept, or the later one is told what stands', async () => {
  const alliance = await found(priya);
  const added = await Promise.all(
    [1, 2, 3, 4].map(() => tell(priya, alliance, { type: 'add-seat', seat: newSeat('dietitian') })),
  );
  expect(added.map(({ version }) => version)).toEqual(expect.arrayContaining([2, 3, 4, 5]));
  const both = await Promise.all(
    ['One.', 'Other.'].map((purpose) =>
      askAlliance(priya, alliance, { type: 'describe', purpose, baseVersion: 5 }),
    ),
  );
  expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
});

test('[AL62] more writes than anybody makes in a minute are told to wait', async () => {
  const sofia = await signIn(server.url, 'sofia');
  const statuses = [];
  for (let count = 0; count < 121; count++) {
    statuses.push((await askAlliance(sofia, { id: 'no-such' }, { type: 'propose' })).status);
  }
  expect(new Set(statuses.slice(0, 120))).toEqual(new Set([404]));
  expect(statuses.at(-1)).toBe(429);
});
