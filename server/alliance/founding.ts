import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type FoundAlliance } from '@alliance/shared/alliance/alliance-command';
import { foundAlliance } from '@alliance/shared/alliance/found-alliance';
import { peopleOf } from '@alliance/shared/alliance/people-of';
import {
  type CarePlan,
  type PlanId,
  staleAfterDaysDefault,
  toPlanId,
} from '@alliance/shared/careplan/care-plan';
import { type DocumentId, toDocumentId, toSectionId } from '@alliance/shared/careplan/section';
import { type Person } from '@alliance/shared/identity/person';

import { type CardTarget, type ProseBlock } from '../careplan/written-block.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type PlanRecord, type Storage, type WorldDocument } from '../storage/port.ts';
import { type AllianceFounding } from '../storage/port/alliances.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type AllianceWriting } from './alliance-desk.ts';
import { allianceProblems, problemOfAlliance } from './alliance-problems.ts';
import { type Beginning, type BeginningSection, beginningOf } from './beginning.ts';
import { templateItems, withCards } from './template-items.ts';
import { type Beginner, templateRows } from './template-rows.ts';

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
      const founded = makeRecord(settings, decision.alliance, {
        asked,
        beginning,
        founder: person,
        at,
      });
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
  readonly founder: Person;
  readonly at: string;
}

function makeRecord(
  { newId }: FoundingSettings,
  alliance: Alliance,
  { asked, beginning, founder, at }: Words,
): Pick<AllianceFounding, 'record' | 'documents' | 'items'> {
  const [seat] = alliance.seats;
  if (seat === undefined) throw new TypeError('Nobody has founded this.');
  const planId = toPlanId(newId());
  const sections = beginning.sections.map((section) => ({
    ...section,
    documentId: toDocumentId(newId()),
  }));
  const items = templateItems(sections, { alliance, planId, founder, seat, at, newId });
  const beginner = { personId: founder.id, seatId: seat.id, at, newId };
  const plan = planOf(sections, { id: planId, alliance, asked, title: beginning.title, newId });
  return {
    record: { alliance, plan },
    documents: [
      ...sections.map(({ documentId, blocks }) =>
        documentOf(documentId, withCards(blocks, items), beginner),
      ),
      documentOf(alliance.charter.documentId, beginning.charter, beginner),
    ],
    items: [...items.values()],
  };
}

function planOf(
  sections: readonly (BeginningSection & { readonly documentId: DocumentId })[],
  plan: {
    readonly id: PlanId;
    readonly alliance: Alliance;
    readonly asked: FoundAlliance;
    readonly title: string;
    readonly newId: () => string;
  },
): CarePlan {
  const { id, alliance, asked, title, newId } = plan;
  return {
    id,
    allianceId: alliance.id,
    title,
    status: 'draft',
    patient: asked.patient,
    sections: sections.map(({ key, heading, documentId }) => ({
      id: toSectionId(newId()),
      key,
      heading,
      documentId,
      staleAfterDays: staleAfterDaysDefault,
    })),
    version: 1,
  };
}

function documentOf(
  documentId: DocumentId,
  blocks: readonly (ProseBlock | CardTarget)[],
  beginner: Beginner,
): WorldDocument {
  const rows = templateRows(blocks, beginner);
  return { documentId, incarnation: beginner.newId(), rows, clients: [] };
}
