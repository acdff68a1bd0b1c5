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
const name = constantFrom(...people);
const seatId = constantFrom(...Object.values(seatIds));
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
    personId: name.map(personId),
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
  record({ type: constantFrom('accept', 'leave', 'withdraw'), seatId }),
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
    meaning: constantFrom('agree', 'decline'),
    note: constant('So'),
  }),
  constant({
    type: 'consent',
    consent: { kind: 'waived', reason: 'Not awake' },
  } as const),
  record({ type: constantFrom('propose', 'suspend', 'resume') }),
);

/** A story: who asks what, in a draft or in an alliance that is active. */
const story = record({
  isDraft: boolean(),
  asked: array(tuple(command, name), { maxLength: 40 }),
});

/** Plays a story and looks at each accepted step. */
function play(
  look: (step: {
    readonly before: Alliance;
    readonly after: Alliance;
    readonly command: Command;
    readonly name: string;
  }) => void,
): void {
  assert(
    property(story, ({ isDraft, asked }) => {
      const { consent: _, activeSince: __, ...draft } = wardTeam({ status: 'draft' });
      let alliance: Alliance = isDraft ? draft : wardTeam();
      for (const [each, who] of asked) {
        const kept = structuredClone(alliance);
        const decision = decideBy(alliance, each, who);
        expect(alliance).toEqual(kept);
        if (!decision.ok) continue;
        look({ before: alliance, after: decision.alliance, command: each, name: who });
        ({ alliance } = decision);
      }
    }),
    { numRuns: 400 },
  );
}

function heldBy(alliance: Alliance, who: string): readonly SectionRight[] {
  const seats = seatsOf(alliance, personId(who), noon);
  return sectionKeys.map((key) =>
    seats.map((seat) => rightOfSeat(alliance, seat, key)).reduce(strongerRight, 'none'),
  );
}

test('[AL9] no command changes the record that it was given, and each accepted one counts one', () => {
  play(({ before, after }) => expect(after.version).toBe(before.version + 1));
});

test('[AL11] after every command somebody who is no trainee sits in a seat that leads', () => {
  play(({ after }) => {
    const leads = after.seats.filter(
      ({ isLead, invitation, coverage }) =>
        isLead &&
        invitation.state === 'accepted' &&
        coverage.some(
          ({ kind, from, to }) =>
            kind !== 'trainee' &&
            Date.parse(from) <= noon &&
            (to === undefined || Date.parse(to) > noon),
        ),
    );
    expect(leads.length).toBeGreaterThan(0);
    expect(leads.some(({ role }) => role.disciplineKey === 'patient')).toBe(false);
  });
});

test('[AL13] nobody has more after their own command, unless another has offered them a seat', () => {
  play(({ before, after, command: { type }, name: who }) => {
    if (type === 'accept' || type === 'accept-link') return;
    const had = heldBy(before, who);
    const has = heldBy(after, who);
    expect(has.map((right, index) => strongerRight(right, had[index] ?? 'none'))).toEqual(had);
  });
});

test('[AL4] only an accepted seat gives a right, whatever was offered, declined or withdrawn', () => {
  play(({ after }) => {
    const accepted = after.seats.filter(({ invitation }) => invitation.state === 'accepted');
    for (const who of people)
      expect(accepted).toEqual(expect.arrayContaining([...seatsOf(after, personId(who), noon)]));
  });
});

test('[AL38] an alliance becomes active only when nothing is missing, and is never left waiting', () => {
  play(({ before, after }) => {
    const becomes = before.status === 'proposed' && after.status === 'active';
    const waits = after.status === 'proposed' && isReady(after);
    expect([becomes && !isReady(after), waits]).toEqual([false, false]);
  });
});
