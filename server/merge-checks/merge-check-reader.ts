import { decide, rightIn } from '@alliance/shared/access/access-table';
import { type SectionRight } from '@alliance/shared/access/section-right';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import {
  type MergeCheck,
  type MergeCheckId,
  type MergeChecksView,
  type MergeCheckView,
  type MergeVersion,
} from '@alliance/shared/merge-checks/merge-check';

import { readableSections } from '../access/admission.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';

/** A check that its reader may see, with what they may do in its section. */
export interface SeenCheck {
  readonly check: MergeCheck;
  readonly access: Exclude<SectionRight, 'none'>;
}

/** Reads merge checks for one person: everything it gives is cut to what they may see (MC6). */
export interface MergeCheckReading {
  /** The open checks in sections that the person may read, oldest first. */
  list(person: Person, record: PlanRecord): Promise<MergeChecksView>;
  /** A check of the plan; undefined when there is none that the person may see. */
  seen(person: Person, record: PlanRecord, checkId: MergeCheckId): Promise<SeenCheck | undefined>;
  /** A check as the person meets it. */
  view(record: PlanRecord, seen: SeenCheck): Promise<MergeCheckView>;
}

/** What checks are read from. */
export interface MergeCheckReadingSettings {
  readonly storage: Pick<Storage, 'openMergeChecks' | 'mergeCheck' | 'people'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A reader over the stored checks. */
export function createMergeCheckReading(settings: MergeCheckReadingSettings): MergeCheckReading {
  const { storage, now } = settings;
  const views = async (
    record: PlanRecord,
    seen: readonly SeenCheck[],
  ): Promise<readonly MergeCheckView[]> => {
    const people = await storage.people([...new Set(seen.flatMap(({ check }) => namedIn(check)))]);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return seen.map((each) => viewOf(each, { record, names, now: now() }));
  };
  return {
    async list(person, record) {
      const checks = await storage.openMergeChecks(record.plan.id);
      const access = accessOf(record, person, now());
      return {
        checks: await views(
          record,
          checks.flatMap((check) => seenBy(access, check)),
        ),
      };
    },

    async seen(person, record, checkId) {
      const check = await storage.mergeCheck(checkId);
      if (check?.planId !== record.plan.id) return undefined;
      return seenBy(accessOf(record, person, now()), check)[0];
    },

    async view(record, seen) {
      const [view] = await views(record, [seen]);
      if (view === undefined) throw new Error('One check has one view.');
      return view;
    },
  };
}

/** Whether somebody may read the section of a document now: who is told that a check there was found or decided. */
export function mayRead(
  record: PlanRecord,
  documentId: DocumentId,
  now: number,
): (personId: PersonId) => boolean {
  const { alliance, plan } = record;
  const section = plan.sections.find((each) => each.documentId === documentId);
  if (section === undefined) return () => false;
  const sectionKey = section.key;
  return (personId) =>
    decide(rightIn({ alliance, personId, sectionKey, now }), 'section.read').allowed;
}

type Access = ReadonlyMap<DocumentId, Exclude<SectionRight, 'none'>>;

function accessOf(record: PlanRecord, person: Person, now: number): Access {
  const readable = readableSections(record, person, now);
  return new Map(readable.map(({ section, access }) => [section.documentId, access]));
}

function seenBy(readable: Access, check: MergeCheck): readonly SeenCheck[] {
  const access = readable.get(check.documentId);
  return access === undefined ? [] : [{ check, access }];
}

interface Around {
  readonly record: PlanRecord;
  readonly names: ReadonlyMap<PersonId, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Everybody whose name a reader needs. */
function namedIn({ versions, decision }: MergeCheck): readonly PersonId[] {
  return [...versions, ...(decision ? [decision] : [])].map(({ personId }) => personId);
}

function viewOf({ check, access }: SeenCheck, around: Around): MergeCheckView {
  const { planId: _planId, versions, ...shown } = check;
  const { decision } = check;
  return {
    ...shown,
    versions: versions.map((version) => versionView(version, around)),
    ...(decision && { decidedBy: nameOf(decision.personId, around) }),
    canDecide: decision === undefined && decide(access, 'section.edit').allowed,
  };
}

function versionView(version: MergeVersion, around: Around): MergeCheckView['versions'][number] {
  const { personId, seq, committedAt, text } = version;
  return { personId, seq, committedAt, text, ...nameOf(personId, around) };
}

function nameOf(
  personId: PersonId,
  { record, names, now }: Around,
): { readonly name: string; readonly disciplineKey: string } {
  return {
    name: names.get(personId) ?? '',
    disciplineKey: disciplineOf(record, personId, now),
  };
}

/** The discipline of the seat in which somebody acts now, or else of one that they have had; empty when they never had one. */
function disciplineOf({ alliance }: PlanRecord, personId: PersonId, now: number): string {
  const [present] = seatsOf(alliance, personId, now);
  const seat =
    present ??
    alliance.seats.find(({ coverage }) => coverage.some((row) => row.personId === personId));
  return seat?.role.disciplineKey ?? '';
}
