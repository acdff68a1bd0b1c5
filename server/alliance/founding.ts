import { type Alliance, type SeatId } from '@alliance/shared/alliance/alliance';
import { type FoundAlliance } from '@alliance/shared/alliance/alliance-command';
import { foundAlliance } from '@alliance/shared/alliance/found-alliance';
import { peopleOf } from '@alliance/shared/alliance/people-of';
import { type CarePlan, toPlanId } from '@alliance/shared/careplan/care-plan';
import { type DocumentId, toDocumentId, toSectionId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { type ProseBlock } from '../careplan/written-block.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type PlanRecord, type Storage, type WorldDocument } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type AllianceWriting } from './alliance-desk.ts';
import { allianceProblems, problemOfAlliance } from './alliance-problems.ts';
import { type Beginning, beginningOf } from './beginning.ts';
import { templateRows } from './template-rows.ts';

/** Begins alliances: each with its plan, the plan's documents and the one of its charter. */
export interface Founding {
  found(writing: AllianceWriting, asked: FoundAlliance): Promise<PlanRecord | Problem>;
}

/** What an alliance is begun with. */
export interface FoundingSettings {
  readonly storage: Pick<Storage, 'alliance' | 'foundAlliance'>;
  readonly sync: Pick<SyncServer, 'announceInbox'>;
  /** A fresh UUID. */
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Founding on top of a storage. */
export function createFounding(settings: FoundingSettings): Founding {
  const { storage, sync, now } = settings;

  async function foundBefore({
    allianceId,
    person,
  }: AllianceWriting): Promise<PlanRecord | Problem> {
    const record = await storage.alliance(allianceId);
    const isTheirs = record && peopleOf(record.alliance).has(person.id);
    return isTheirs === true ? record : problems.notFound;
  }

  return {
    async found(writing, asked) {
      const { person, key } = writing;
      if (key === undefined) return allianceProblems.keyMissing;
      const at = new Date(now()).toISOString();
      const beginning = beginningOf(asked);
      const charterDocumentId = toDocumentId(settings.newId());
      const keys = beginning.sections.map((section) => section.key);
      const context = { at, sectionKeys: keys, knows: () => false, charterDocumentId };
      const decision = foundAlliance(asked, person, context);
      if (!decision.ok) return problemOfAlliance(decision.refusal);
      const founded = makeRecord(settings, decision.alliance, { asked, beginning, at });
      const audit = {
        at,
        personId: person.id,
        action: 'alliance.found',
        subjectId: asked.allianceId,
      };
      const result = await storage.foundAlliance({ ...founded, key, audit });
      if (result === 'repeated') return foundBefore(writing);
      if (result === 'misused') return allianceProblems.keyUsed;
      if (result !== 'kept') return allianceProblems.taken;
      sync.announceInbox(peopleOf(decision.alliance));
      return founded.record;
    },
  };
}

interface Words {
  readonly asked: FoundAlliance;
  readonly beginning: Beginning;
  readonly at: string;
}

function makeRecord(
  { newId }: FoundingSettings,
  alliance: Alliance,
  { asked, beginning, at }: Words,
): { readonly record: PlanRecord; readonly documents: readonly WorldDocument[] } {
  const founder = founderOf(alliance);
  const documentOf = (documentId: DocumentId, blocks: readonly ProseBlock[]): WorldDocument => ({
    documentId,
    incarnation: newId(),
    rows: templateRows(blocks, { ...founder, at, newId }),
    clients: [],
  });
  const made = beginning.sections.map(({ key, heading, blocks }) => {
    const documentId = toDocumentId(newId());
    const section = { id: toSectionId(newId()), key, heading, documentId };
    return { section, document: documentOf(documentId, blocks) };
  });
  const plan: CarePlan = {
    id: toPlanId(newId()),
    allianceId: alliance.id,
    title: beginning.title,
    status: 'draft',
    patient: asked.patient,
    sections: made.map(({ section }) => section),
  };
  const charter = documentOf(alliance.charter.documentId, beginning.charter);
  return {
    record: { alliance, plan },
    documents: [...made.map(({ document }) => document), charter],
  };
}

function founderOf({ seats }: Alliance): { readonly personId: PersonId; readonly seatId: SeatId } {
  const [seat] = seats;
  const personId = seat?.coverage[0]?.personId;
  if (seat === undefined || personId === undefined) throw new TypeError('Nobody has founded this.');
  return { personId, seatId: seat.id };
}
