import { presentRight, rightIn } from '@alliance/shared/access/access-table';
import { charterRightOf } from '@alliance/shared/access/alliance-access';
import { type SectionRight } from '@alliance/shared/access/section-right';
import { type Alliance, type Seat } from '@alliance/shared/alliance/alliance';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { type DocumentId, type SectionKey } from '@alliance/shared/careplan/section';
import { type Person } from '@alliance/shared/identity/person';

import { type Sessions } from '../identity/sessions.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type Admission, type Standing } from '../sync/ports.ts';
import { isNarrowed } from '../sync/standing.ts';
import { changesByClock } from './changes-by-clock.ts';

/** Who may come in and what they may do there, answered from the records by the one table of `shared/access`. */
export function createAdmission(settings: {
  readonly storage: Pick<Storage, 'plan' | 'planOfDocument' | 'allianceOfCharter'> & {
    /** Grows with everything that may make an answer given before untrue. */
    readonly recordsVersion: number;
  };
  readonly sessions: Pick<Sessions, 'authenticate'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): Admission {
  const { storage, sessions, now } = settings;
  return {
    get version() {
      return storage.recordsVersion;
    },

    authenticate: (credentials) => sessions.authenticate(credentials),

    async standingIn(person, documentId) {
      const record =
        (await storage.planOfDocument(documentId)) ?? (await storage.allianceOfCharter(documentId));
      const place = record && placeOf(record, documentId);
      if (record === undefined || place === undefined) return undefined;
      return lastingStanding({ record, person, place, now: now() });
    },

    async standingInPlan(person, planId) {
      const record = await storage.plan(planId);
      if (record === undefined) return undefined;
      const sections = readableSections(record, person, now()).map(({ section }) => section);
      const places: readonly Place[] = [...sections, 'charter'];
      const standings = places.map((place) => standingOf({ record, person, place, now: now() }));
      const standing = standings.find((each) => each !== undefined);
      if (standing === undefined) return undefined;
      const charter = standings.at(-1) && record.alliance.charter;
      const documentIds = [...sections, ...(charter ? [charter] : [])];
      const readable = new Set(documentIds.map(({ documentId }) => documentId));
      const [until] = changesByClock(record.alliance, person.id, now());
      const { disciplineKey } = standing;
      return { disciplineKey, readable, ...(until !== undefined && { until }) };
    },

    async planFor(person, planId) {
      const record = await storage.plan(planId);
      if (record === undefined) return undefined;
      return readableSections(record, person, now()).length > 0 ? record : undefined;
    },
  };
}

/** The sections of a plan that a person may see at an instant, with what they may do there, in reading order. */
export function readableSections(
  record: PlanRecord,
  person: Pick<Person, 'id'>,
  now: number,
): readonly { readonly section: Section; readonly access: Exclude<SectionRight, 'none'> }[] {
  return record.plan.sections.flatMap((section) => {
    const access = rightIn({
      alliance: record.alliance,
      personId: person.id,
      sectionKey: section.key,
      now,
    });
    return access === 'none' ? [] : [{ section, access }];
  });
}

/** Where somebody stands: in a section of the plan, or in the prose of its alliance's charter. */
type Place = Section | 'charter';

/** Which of both has this document. */
function placeOf({ alliance, plan }: PlanRecord, documentId: DocumentId): Place | undefined {
  if (alliance.charter.documentId === documentId) return 'charter';
  return plan.sections.find((each) => each.documentId === documentId);
}

/** Whose standing where is asked for, and when. */
interface StandingRequest {
  readonly record: PlanRecord;
  readonly person: Person;
  readonly place: Place;
  readonly now: number;
}

/** The standing now, and until when it is that one. */
function lastingStanding(request: StandingRequest): Standing | undefined {
  const standing = standingOf(request);
  if (standing === undefined) return undefined;
  const { record, person, now } = request;
  for (const at of changesByClock(record.alliance, person.id, now)) {
    const next = standingOf({ ...request, now: at });
    if (next?.seatId === standing.seatId && next.right === standing.right) continue;
    const isEnd = next === undefined || isNarrowed(standing, next);
    return { ...standing, until: { at, isEnd } };
  }
  return standing;
}

function standingOf(request: StandingRequest): Standing | undefined {
  const { record, place } = request;
  const right = rightAt(request);
  if (right === 'none') return undefined;
  const seat = place === 'charter' ? charterSeat(request) : sectionSeat(request, place.key, right);
  return (
    seat && {
      right,
      seatId: seat.id,
      disciplineKey: seat.role.disciplineKey,
      planId: record.plan.id,
    }
  );
}

function rightAt({ record: { alliance }, person, place, now }: StandingRequest): SectionRight {
  if (place === 'charter') return charterRightOf(alliance, person.id, now);
  return rightIn({ alliance, personId: person.id, sectionKey: place.key, now });
}

/** The seat in which somebody writes the charter: a professional one where they have one. */
function charterSeat({ record: { alliance }, person, now }: StandingRequest): Seat | undefined {
  const seats = seatsOf(alliance, person.id, now);
  return seats.find(({ role }) => !isPatientSide(role.disciplineKey)) ?? seats[0];
}

/** The seat that gives somebody their right in a section: by itself, or by an emergency edit. */
function sectionSeat(
  { record: { alliance }, person, now }: StandingRequest,
  key: SectionKey,
  right: SectionRight,
): Seat | undefined {
  const seats = seatsOf(alliance, person.id, now);
  return (
    seats.find((seat) => presentRight(alliance, seat, key) === right) ??
    seats.find((seat) => hasEmergency(alliance, seat, key, now))
  );
}

function hasEmergency({ emergencies }: Alliance, seat: Seat, key: SectionKey, now: number) {
  return emergencies.some(
    ({ by, sectionKey, from, to }) =>
      by.seatId === seat.id &&
      sectionKey === key &&
      Date.parse(from) <= now &&
      now < Date.parse(to),
  );
}
