/**
 * Mentions of seats in the texts of plans: who is called, and whose list is told of it soon after the words are on disk
 * (IB46). Nothing of it is stored but the words themselves, and how far each person has read.
 */
import { rightInSection } from '@alliance/shared/access/right-in-section';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { type TextMention } from '@alliance/shared/inbox/text-mention';

import { DueDocuments } from '../../comments/due-documents.ts';
import { type PlanRecord, type Storage } from '../../storage/port.ts';
import { type SyncServer } from '../../sync/ports.ts';
import { type SyncLog } from '../../sync/sync-log.ts';
import { type TextHistory } from './text-history.ts';

/** What needs a person in one plan, as far as texts say it. */
export interface CalledInPlan {
  readonly mentions: readonly TextMention[];
  /** How far the person has read the texts in which they are called. */
  readonly lookedHeads: ReadonlyMap<DocumentId, number>;
}

/** What mentions are read from, and whom they are told to. */
export interface TextMentionSettings {
  readonly history: TextHistory;
  readonly storage: Pick<Storage, 'changesSince' | 'planOfDocument'>;
  readonly sync: Pick<SyncServer, 'onCommitted' | 'announceInbox'>;
  readonly log: Pick<SyncLog, 'error'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a text rests before it is looked at, in milliseconds; for tests. */
  readonly stretchMs?: number;
}

/** After so many stretches a text is looked at, however fast it changes. */
const stretchesMax = 4;

/** How long a text rests before it is looked at. */
const restMs = 500;

/** The mentions in texts, while the server runs. */
export class TextMentions {
  readonly #settings: TextMentionSettings;
  readonly #due: DueDocuments;
  readonly #stopListening: () => void;
  /** The last mention of each text of which somebody was told. */
  readonly #told = new Map<DocumentId, number>();

  constructor(settings: TextMentionSettings) {
    this.#settings = settings;
    const waiting = { stretchMs: settings.stretchMs ?? restMs, stretchesMax };
    this.#due = new DueDocuments(waiting, (due) => void this.#look(due));
    this.#stopListening = settings.sync.onCommitted((documentId) => this.#due.note(documentId));
  }

  /** What calls a person in a plan. */
  async of({ alliance, plan }: PlanRecord, personId: PersonId): Promise<CalledInPlan> {
    const { history, storage, now } = this.#settings;
    const mine = new Set<string>(seatsOf(alliance, personId, now()).map(({ id }) => id));
    if (mine.size === 0) return { mentions: [], lookedHeads: new Map() };
    const found = await Promise.all(
      plan.sections.map(async ({ documentId }) => {
        const index = await history.of(documentId);
        return [...(index?.mentions ?? [])]
          .filter(({ seatId }) => mine.has(seatId))
          .map(({ seatId, personId: by, seq, at }): TextMention => {
            return { documentId, seatId, personId: by, seq, at };
          });
      }),
    );
    const mentions = found.flat();
    const documentIds = [...new Set(mentions.map(({ documentId }) => documentId))];
    if (documentIds.length === 0) return { mentions: [], lookedHeads: new Map() };
    const changes = await storage.changesSince({ personId, documentIds });
    return {
      mentions,
      lookedHeads: new Map(changes.map((each) => [each.documentId, each.lookedHead])),
    };
  }

  /** Stops; before the storage does. */
  close(): void {
    this.#stopListening();
    this.#due.takeAll();
  }

  async #look(documentIds: readonly DocumentId[]): Promise<void> {
    for (const documentId of documentIds)
      try {
        await this.#tell(documentId);
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        this.#settings.log.error({ error: kind }, 'text-mentions.failed');
      }
  }

  /** The lists of those are told whose seats have come into the text, and nothing but that. */
  async #tell(documentId: DocumentId): Promise<void> {
    const { history, storage, sync, now } = this.#settings;
    const index = await history.of(documentId);
    const told = this.#told.get(documentId) ?? 0;
    const fresh = [...(index?.mentions ?? [])].filter(({ seq }) => seq > told);
    if (index === undefined || fresh.length === 0) return;
    this.#told.set(documentId, index.seq);
    const record = await storage.planOfDocument(documentId);
    if (record === undefined) return;
    const seatIds = new Set(fresh.map(({ seatId }) => seatId));
    const mayRead = readersOf(record, documentId, now());
    const people = record.alliance.seats
      .filter(({ id }) => seatIds.has(id))
      .flatMap(({ coverage }) => coverage.map(({ personId }) => personId));
    sync.announceInbox(new Set(people.filter(mayRead)));
  }
}

/** Whoever may not read a text is not told either that something came into it: it may be one person's alone. */
function readersOf(
  { alliance, plan }: PlanRecord,
  documentId: DocumentId,
  now: number,
): (personId: PersonId) => boolean {
  const section = plan.sections.find((each) => each.documentId === documentId);
  if (section === undefined) return () => false;
  return (personId) => rightInSection({ alliance, section, personId, now }) !== 'none';
}
