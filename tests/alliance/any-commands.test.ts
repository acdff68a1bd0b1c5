/** Whatever is asked of an alliance, by whomever and in whatever order: what must hold does. */
import { rightOfSeat } from '@alliance/shared/access/access-table';
import {
  type SectionRight,
  sectionRights,
  strongerRight,
} from '@alliance/shared/access/section-right';
import { isReady } from '@alliance/shared/alliance/activation';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { sectionKeys } from '@alliance/shared/careplan/section';
import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  oneof,
  property,
  record,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';

import { covers, hours, noon, personId } from '../support/alliances.ts';
import {
  type Command,
  decideBy,
  hash,
  linkDigest,
  newSeat,
  otherHash,
  planKeys,
  seatIds,
  wardTeam,
} from './ward-team.ts';

const people = ['ana', 'ben', 'cat', 'tina', 'pat', 'sam', 'zoe'] as const;
/** The lead asks most, or little would happen. */
const name = oneof(constantFrom(...people), constant('ana'));
/** The seat that nobody has yet most often: there most can happen. */
const seatId = oneof(constantFrom(...Object.values(seatIds)), constant(seatIds.social));
const guest = constantFrom('sam', 'zoe', 'tina', 'ben');
const sectionKey = constantFrom(...planKeys);
const scope = array(record({ sectionKey, right: constantFrom(...sectionRights) }), {
  maxLength: 3,
});
const change = oneof(
  record({ isLead: boolean() }),
  record({ isRequired: boolean() }),
  record({ isSteward: boolean() }),
  constantFrom('physician', 'physical-therapist', 'patient', 'social-worker').map(
    (disciplineKey) => ({
      role: {
        disciplineKey,
        title: 'Somebody',
        responsibilities: [],
        offers: [],
        needs: [],
      } as const,
    }),
  ),
);
const anyHash = constantFrom(hash, otherHash);
const revision = constantFrom(1, 2, 3);

/** Anything, by the shapes that come in; most of it is refused. */
const command: Arbitrary<Command> = oneof(
  record({ type: constant('change-seat'), seatId, change, baseRevision: revision }),
  record({ type: constant('remove-seat'), seatId }),
  record({ type: constant('set-scope'), seatId, scope }),
  record({ type: constant('restrict'), sectionKeys: array(sectionKey, { maxLength: 2 }) }),
  record({
    type: constant('add-seat'),
    seat: record({ lead: boolean(), scope }).map((each) =>
      newSeat('seat-nowhere', { isLead: each.lead, scope: each.scope }),
    ),
  }),
  record({
    type: constant('invite'),
    seatId,
    personId: guest.map(personId),
    message: constant(''),
    days: constantFrom(1, 7),
  }),
  record({
    type: constant('link'),
    seatId,
    linkDigest: constant(linkDigest),
    message: constant(''),
    days: constant(1),
  }),
  record({ type: constantFrom('accept', 'accept', 'leave', 'withdraw'), seatId }),
  record({ type: constant('accept-link'), seatId, linkDigest: constant(linkDigest) }),
  record({ type: constant('decline'), seatId, reason: constant('No') }),
  record({
    type: constant('decline-link'),
    seatId,
    linkDigest: constant(linkDigest),
    reason: constant('No'),
  }),
  tuple(seatId, name, constantFrom('primary', 'cover', 'trainee'), constantFrom(0, 5)).map(
    ([seat, who, kind, from]): Command => ({
      type: 'cover',
      seatId: seat,
      coverage: covers(who, from, from + 8, kind),
    }),
  ),
  record({
    type: constant('end-cover'),
    seatId,
    personId: name.map(personId),
    from: constantFrom(hours(-50), hours(0), hours(5)),
  }),
  record({ type: constant('seal'), hash: anyHash, baseRevision: revision }),
  record({
    type: constant('sign'),
    seatId,
    number: constantFrom(1, 2),
    hash: anyHash,
    meaning: constantFrom('agree', 'agree', 'decline'),
    note: constant('So'),
  }),
  constant({
    type: 'consent',
    consent: { kind: 'waived', reason: 'Not awake' },
  } as const),
  record({ type: constantFrom('propose', 'suspend', 'resume') }),
);

/** A story: who asks what, of which alliance at first. */
const story = record({
  status: constantFrom('draft', 'proposed', 'active'),
  asked: array(tuple(command, name, boolean()), { minLength: 20, maxLength: 40 }),
});

/** One accepted command of a story. */
interface Step {
  readonly before: Alliance;
  readonly after: Alliance;
  readonly command: Command;
  readonly name: string;
}

/** Plays stories and looks at each accepted step. */
function play(look: (step: Step) => void, seed?: number): void {
  assert(
    property(story, ({ status, asked }) => {
      let alliance = beginning(status);
      for (const [any, anybody, isMeant] of asked) {
        const [each, who] = isMeant ? meant(alliance, any, anybody) : [any, anybody];
        const decision = decideBy(alliance, each, who);
        if (!decision.ok) continue;
        look({ before: alliance, after: decision.alliance, command: each, name: who });
        ({ alliance } = decision);
      }
    }),
    { numRuns: 150, ...(seed !== undefined && { seed }) },
  );
}

/** A proposed alliance waits for the nurse alone. */
function beginning(status: Alliance['status']): Alliance {
  const team = wardTeam({ status });
  if (status !== 'proposed') return team;
  const signatures = [seatIds.lead, seatIds.therapist].map((id) => ({
    number: 1,
    hash,
    seatId: id,
    personId: personId('ana'),
    meaning: 'agree' as const,
    at: hours(-1),
  }));
  return { ...team, charter: { ...team.charter, signatures } };
}

/** The same by somebody who can, on the state that is there: what is left to chance alone is refused too often. */
function meant(alliance: Alliance, any: Command, anybody: string): readonly [Command, string] {
  const seat = 'seatId' in any ? alliance.seats.find(({ id }) => id === any.seatId) : undefined;
  const { revision: baseRevision, sealed } = alliance.charter;
  const holder = seat?.coverage.findLast(({ to }) => to === undefined)?.personId ?? anybody;
  const { type } = any;
  if (type === 'accept' || type === 'decline')
    return [any, seat?.invitation.asked?.personId ?? anybody];
  if (type === 'change-seat') return [{ ...any, baseRevision: seat?.revision ?? 1 }, anybody];
  if (type === 'seal') return [{ ...any, baseRevision }, anybody];
  if (type === 'sign' && sealed !== undefined)
    return [{ ...any, number: sealed.number, hash: sealed.hash }, holder];
  return [any, type === 'leave' ? holder : anybody];
}

function heldBy(alliance: Alliance, who: string): readonly SectionRight[] {
  const seats = seatsOf(alliance, personId(who), noon);
  return sectionKeys.map((key) =>
    seats.map((seat) => rightOfSeat(alliance, seat, key)).reduce(strongerRight, 'none'),
  );
}

test('[AL10] the stories reach what they are about', () => {
  const reached = new Set<string>();
  play(({ before, after, command: { type } }) => {
    reached.add(type);
    if (before.status !== after.status) reached.add(`${before.status} to ${after.status}`);
  }, 1);
  const wanted = ['accept', 'accept-link', 'decline', 'sign', 'leave', 'end-cover', 'remove-seat'];
  const turns = ['draft to proposed', 'proposed to active', 'active to suspended'];
  expect([...wanted, ...turns].filter((each) => !reached.has(each))).toEqual([]);
});

test('[AL9] no command changes the record that it was given, and each accepted one counts one', () => {
  let given = '';
  let last: Alliance | undefined;
  play(({ before, after }) => {
    expect(last === before ? JSON.stringify(before) : given).toBe(given);
    [last, given] = [after, JSON.stringify(after)];
    expect(after.version).toBe(before.version + 1);
  });
});

test('[AL11] after every command somebody who is no trainee sits in a seat that leads', () => {
  play(({ after }) => {
    const isLed = after.seats.some(
      ({ isLead, invitation, coverage, role }) =>
        isLead &&
        role.disciplineKey !== 'patient' &&
        invitation.state === 'accepted' &&
        coverage.some(
          ({ kind, from, to }) =>
            kind !== 'trainee' &&
            Date.parse(from) <= noon &&
            (to === undefined || Date.parse(to) > noon),
        ),
    );
    expect(isLed).toBe(true);
  });
});

test('[AL13] nobody has more after their own command, unless another has offered them a seat', () => {
  play(({ before, after, command: { type }, name: who }) => {
    if (type === 'accept' || type === 'accept-link') return;
    const had = heldBy(before, who);
    const grown = heldBy(after, who).filter(
      (right, index) => strongerRight(right, had[index] ?? 'none') !== had[index],
    );
    expect(grown).toEqual([]);
  });
});

test('[AL4] only an accepted seat gives a right, whatever was offered, declined or withdrawn', () => {
  play(({ after }) => {
    const others = new Set(after.seats.filter(({ invitation }) => invitation.state !== 'accepted'));
    const acting = people.flatMap((who) => seatsOf(after, personId(who), noon));
    expect(acting.filter((seat) => others.has(seat))).toEqual([]);
  });
});

test('[AL38] an alliance becomes active only when nothing is missing, and is never left waiting', () => {
  play(({ before, after }) => {
    const becomes = before.status === 'proposed' && after.status === 'active';
    const waits = after.status === 'proposed' && isReady(after);
    expect([becomes && !isReady(after), waits]).toEqual([false, false]);
  });
});
