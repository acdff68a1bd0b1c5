import { type Alliance } from '@alliance/shared/alliance/alliance';
import { startingAgreements } from '@alliance/shared/alliance/starting-agreements';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type PersonId } from '@alliance/shared/identity/person';

import { type PlanRecord, type World, type WorldDocument } from '../storage/port.ts';
import { allianceId, freshDocumentId, planId, sectionOf } from './alliance-parts.ts';
import { type CharterParts, caseCharter } from './case-charter.ts';
import { caseReads, caseThreads } from './case-threads.ts';
import { type Case } from './case.ts';
import { castId, personas, wholeCast } from './cast.ts';
import { heartFailureCase } from './heart-failure-case.ts';
import { type Writing, sectionRows } from './section-rows.ts';
import { therapyPairCase } from './therapy-pair-case.ts';
import { type Times, timesAround } from './times.ts';
import { vargasCase } from './vargas/case.ts';

/** What a world is made with. */
export interface WorldSettings {
  /** Milliseconds since the epoch: every time in the world is relative to it (DM2). */
  readonly now: number;
  /** A fresh UUID: documents and blocks are new in every world (DM3). */
  readonly newId: () => string;
}

/** The whole demo: the stroke case and two smaller plans. People, plans, alliances and seats keep their ids from world to world. */
export function demoWorld({ now, newId }: WorldSettings): World {
  const times = timesAround(now);
  const parts = [vargasCase(times), heartFailureCase(times), therapyPairCase(times)].map((each) =>
    makeCase(each, times, newId),
  );
  return {
    people: wholeCast(),
    plans: parts.map(({ record }) => record),
    charterVersions: parts.flatMap(({ charterVersions }) => charterVersions),
    documents: parts.flatMap(({ documents }) => documents),
    looked: parts.flatMap(({ looked }) => looked),
    threads: parts.flatMap(({ threads }) => threads),
    threadReads: parts.flatMap(({ threadReads }) => threadReads),
  };
}

interface CaseParts {
  readonly record: PlanRecord;
  readonly charterVersions: NonNullable<World['charterVersions']>;
  readonly documents: readonly WorldDocument[];
  readonly looked: World['looked'];
  readonly threads: World['threads'];
  readonly threadReads: World['threadReads'];
}

function makeCase(each: Case, times: Times, newId: () => string): CaseParts {
  const { alliance, charter } = allianceOf(each, {
    times,
    newId,
    seatOf: (personId) => seatIdOf(each.alliance, personId),
  });
  const made = each.sections.map(({ key, heading, passages }) => ({
    section: sectionOf(each.name, key, { heading, documentId: freshDocumentId(newId) }),
    rows: sectionRows(passages, {
      times,
      newId,
      seatOf: (personId) => seatIdOf(alliance, personId),
    }),
  }));
  const plan: CarePlan = {
    id: planId(each.name),
    allianceId: alliance.id,
    title: each.title,
    status: each.status,
    patient: each.patient,
    sections: made.map(({ section }) => section),
  };
  const charterDocument = {
    documentId: alliance.charter.documentId,
    incarnation: newId(),
    rows: charter.rows,
    clients: [],
  };
  const documents = made.map(({ section, rows }) => ({
    documentId: section.documentId,
    incarnation: newId(),
    rows,
    clients: [],
  }));
  const threads = caseThreads(each, { alliance, plan, documents, times, newId });
  return {
    record: { alliance, plan },
    charterVersions: charter.versions.map((version) => ({ allianceId: alliance.id, version })),
    documents: [...documents, charterDocument],
    looked: lookedMarks(each, plan, documents, times),
    threads,
    threadReads: caseReads(each, threads, times),
  };
}

/** An alliance with its charter, and what nobody has told otherwise. */
function allianceOf(
  each: Case,
  writing: Writing,
): { readonly alliance: Alliance; readonly charter: CharterParts } {
  const [first] = each.alliance.seats;
  const personId = first?.coverage[0]?.personId;
  if (first === undefined || personId === undefined)
    throw new Error('A case begins with its lead.');
  const { times, newId } = writing;
  const documentId = freshDocumentId(newId);
  const starting = startingAgreements(times.date(80));
  const charter = caseCharter(
    each.charter,
    { alliance: each.alliance, documentId, starting },
    writing,
  );
  const alliance: Alliance = {
    id: allianceId(each.name),
    ...each.alliance,
    version: 1,
    restricted: [],
    emergencies: [],
    consent: {
      kind: 'recorded',
      how: 'spoken',
      note: '',
      at: times.at(-200),
      by: { seatId: first.id, personId },
    },
    charter: charter.charter,
  };
  return { alliance, charter };
}

function seatIdOf(alliance: Pick<Alliance, 'seats'>, personId: PersonId): string | undefined {
  return alliance.seats.find(({ coverage }) => coverage.some((row) => row.personId === personId))
    ?.id;
}

/** A persona has seen exactly what was written before they last looked. */
function lookedMarks(
  each: Case,
  plan: CarePlan,
  documents: readonly WorldDocument[],
  times: Times,
): World['looked'] {
  return personas.flatMap(({ key }) => {
    const hoursAgo = each.lookedHoursAgo[key];
    if (hoursAgo === undefined) return [];
    const at = times.at(-hoursAgo);
    const heads = documents.map(({ documentId, rows }) => ({
      documentId,
      head: rows.filter(({ committedAt }) => committedAt <= at).length,
    }));
    return [{ personId: castId(key), planId: plan.id, at, heads }];
  });
}
