import { presentRight, rightIn } from '@alliance/shared/access/access-table';
import { type SectionRight } from '@alliance/shared/access/section-right';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { type Person } from '@alliance/shared/identity/person';

import { type Sessions } from '../identity/sessions.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type Admission, type Standing } from '../sync/ports.ts';
import { isNarrowed } from '../sync/standing.ts';
import { changesByClock } from './changes-by-clock.ts';

/** Who may come in and what they may do there, answered from the records by the one table of `shared/access`. */
export function createAdmission(settings: {
  readonly storage: Pick<Storage, 'plan' | 'planOfDocument'> & {
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
      const record = await storage.planOfDocument(documentId);
      const section = record?.plan.sections.find((each) => each.documentId === documentId);
      if (record === undefined || section === undefined) return undefined;
      return lastingStanding({ record, person, section, now: now() });
    },

    async standingInPlan(person, planId) {
      const record = await storage.plan(planId);
      if (record === undefined) return undefined;
      const sections = readableSections(record, person, now()).map(({ section }) => section);
      const [section] = sections;
      const standing = section && standingOf({ record, person, section, now: now() });
      if (standing === undefined) return undefined;
      const readable = new Set(sections.map(({ documentId }) => documentId));
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

/** Whose standing where is asked for, and when. */
interface StandingRequest {
  readonly record: PlanRecord;
  readonly person: Person;
  readonly section: Section;
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
  const { record, person, section, now } = request;
  const right = rightIn({
    alliance: record.alliance,
    personId: person.id,
    sectionKey: section.key,
    now,
  });
  if (right === 'none') return undefined;
  const seat = seatsOf(record.alliance, person.id, now).find(
    (each) => presentRight(record.alliance, each, section.key) === right,
  );
  return (
    seat && {
      right,
      seatId: seat.id,
      disciplineKey: seat.role.disciplineKey,
      planId: record.plan.id,
    }
  );
}
