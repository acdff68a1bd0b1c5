/**
 * Finds what two people did to the same place without having seen each other, soon after it is on disk:
 *
 *   commit ─▶ due (1.5 to 6 s) ─▶ one document after the other: look, beside everything ─▶ keep ─▶ announce
 *
 * A commit costs one look into a map here. How far a document was looked at is kept with what was found, so that
 * nothing is missed and nothing is found twice, whenever the server stops (MC9).
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type MergeCheck } from '@alliance/shared/merge-checks/merge-check';

import { DueDocuments } from '../comments/due-documents.ts';
import { type MergeFinding } from '../core/merge-finding.ts';
import { type LogScanner, type PlanRecord, type ScanMark, type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type SyncLog } from '../sync/sync-log.ts';
import {
  caughtUpMax,
  openChecksMax,
  placesMax,
  scanRest,
  scanStretchMs,
  scanStretchesMax,
  unmarkedRowsMax,
} from './limits.ts';
import { mayRead } from './merge-check-reader.ts';
import { PutOff } from './put-off.ts';

/** What the keeper works with. */
export interface CheckKeeperSettings {
  readonly storage: Pick<
    Storage,
    'scanMark' | 'keepScan' | 'unscannedDocuments' | 'openMergeChecks' | 'planOfDocument'
  >;
  readonly scanner: Pick<LogScanner, 'scan'>;
  readonly sync: Pick<SyncServer, 'onCommitted' | 'announceCheck'>;
  readonly log: Pick<SyncLog, 'error'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Makes the id of a check. */
  readonly newId: () => string;
  /** How often documents are asked whether they rest; for tests. */
  readonly stretchMs?: number;
}

/** The keeper, while it listens. */
export interface CheckKeeper {
  /** Looks at everything that is due now; resolves when that is done. */
  catchUp(): Promise<void>;
  /** Stops; before the storage does. What was not looked at is, after the next start. */
  close(): Promise<void>;
}

/** Starts to listen for commits, and catches up with what came before the start. */
export function startCheckKeeper(settings: CheckKeeperSettings): CheckKeeper {
  return new LiveCheckKeeper(settings);
}

/** How far a document was looked at, and how far that is written down. */
interface Place {
  mark: ScanMark;
  seq: number;
}

class LiveCheckKeeper implements CheckKeeper {
  readonly #settings: CheckKeeperSettings;
  readonly #due: DueDocuments;
  readonly #queue = new Set<DocumentId>();
  readonly #places = new Map<DocumentId, Place>();
  readonly #putOff = new PutOff();
  readonly #stopListening: () => void;
  readonly #started: Promise<void>;
  #working: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #isHurried = false;
  #isClosed = false;

  constructor(settings: CheckKeeperSettings) {
    this.#settings = settings;
    const stretchMs = settings.stretchMs ?? scanStretchMs;
    this.#due = new DueDocuments({ stretchMs, stretchesMax: scanStretchesMax }, (due) =>
      this.#enqueue(due),
    );
    this.#stopListening = settings.sync.onCommitted((documentId) => this.#due.note(documentId));
    this.#started = this.#noteUnscanned();
  }

  async catchUp(): Promise<void> {
    await this.#started;
    this.#isHurried = true;
    this.#wake?.();
    this.#enqueue(this.#due.takeAll());
    await this.#working;
    this.#isHurried = false;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopListening();
    this.#due.takeAll();
    this.#queue.clear();
    this.#wake?.();
    await this.#started;
    await this.#working;
  }

  async #noteUnscanned(): Promise<void> {
    try {
      const marks = await this.#settings.storage.unscannedDocuments(caughtUpMax);
      if (this.#isClosed) return;
      for (const { documentId } of marks) this.#due.note(documentId);
    } catch (error) {
      this.#logFailure(error);
    }
  }

  #enqueue(documentIds: readonly DocumentId[]): void {
    if (this.#isClosed) return;
    for (const documentId of documentIds) this.#queue.add(documentId);
    if (this.#queue.size > 0) this.#working ??= this.#workThrough();
  }

  async #workThrough(): Promise<void> {
    for (const documentId of this.#queue) {
      // Before it begins: what comes from now on is to be looked at once more.
      this.#queue.delete(documentId);
      const startedAt = this.#settings.now();
      // oxlint-disable-next-line no-await-in-loop
      await this.#try(documentId);
      // oxlint-disable-next-line no-await-in-loop
      await this.#rest(scanRest * (this.#settings.now() - startedAt));
    }
    this.#working = undefined;
  }

  async #rest(ms: number): Promise<void> {
    if (ms <= 0 || this.#isHurried || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  async #try(documentId: DocumentId): Promise<void> {
    if (this.#putOff.takesTurn(documentId)) return;
    try {
      await this.#look(documentId);
    } catch (error) {
      // Nothing was kept: the next commit, or the next start, looks again from the mark.
      this.#places.delete(documentId);
      this.#logFailure(error);
    }
  }

  #logFailure(error: unknown): void {
    const kind = error instanceof Error ? error.name : typeof error;
    this.#settings.log.error({ error: kind }, 'merge-checks.failed');
  }

  async #look(documentId: DocumentId): Promise<void> {
    const place = await this.#placeOf(documentId);
    if (place === undefined) return;
    const { incarnation } = place.mark;
    const answer = await this.#settings.scanner.scan({
      documentId,
      incarnation,
      afterSeq: place.seq,
    });
    if (answer === 'gone' || answer === 'failed') {
      this.#places.delete(documentId);
      if (answer === 'failed') this.#noteFailed(documentId);
      else if (!this.#isClosed) this.#due.note(documentId);
      return;
    }
    this.#putOff.forget(documentId);
    await this.#keep(place, answer.seq, answer.findings);
  }

  #noteFailed(documentId: DocumentId): void {
    this.#putOff.note(documentId);
    if (!this.#isClosed) this.#settings.log.error({ documentId }, 'merge-checks.failed');
  }

  async #keep(place: Place, seq: number, findings: readonly MergeFinding[]): Promise<void> {
    const { mark } = place;
    place.seq = seq;
    if (findings.length === 0 && seq - mark.seq < unmarkedRowsMax) return;
    const { storage } = this.#settings;
    const { documentId, incarnation } = mark;
    const record = findings.length === 0 ? undefined : await storage.planOfDocument(documentId);
    const checks = record === undefined ? [] : await this.#checksOf(record, documentId, findings);
    const found = checks.map((check) => ({ check, audit: auditOf(check) }));
    const isKept = await storage.keepScan({
      documentId,
      incarnation,
      afterSeq: mark.seq,
      seq,
      found,
    });
    if (!isKept) {
      // Another world, or another look: from its mark on.
      this.#places.delete(documentId);
      if (!this.#isClosed) this.#due.note(documentId);
      return;
    }
    place.mark = { ...mark, seq };
    if (record !== undefined) for (const check of checks) this.#announce(record, check);
  }

  /** While many wait in a document no further ones are made: whoever decides those sees the text. */
  async #checksOf(
    record: PlanRecord,
    documentId: DocumentId,
    findings: readonly MergeFinding[],
  ): Promise<readonly MergeCheck[]> {
    const { storage, now, newId } = this.#settings;
    const planId = record.plan.id;
    const open = (await storage.openMergeChecks(planId)).filter(
      (check) => check.documentId === documentId,
    );
    const at = new Date(now()).toISOString();
    return findings.slice(0, Math.max(0, openChecksMax - open.length)).map((finding) => ({
      id: newId(),
      planId,
      documentId,
      kind: finding.kind,
      blockIds: finding.blockIds,
      versions: finding.versions,
      at,
      version: 1,
    }));
  }

  #announce(record: PlanRecord, { id: checkId, documentId, version }: MergeCheck): void {
    const isFor = mayRead(record, documentId, this.#settings.now());
    this.#settings.sync.announceCheck({ planId: record.plan.id, checkId, version, isFor });
  }

  async #placeOf(documentId: DocumentId): Promise<Place | undefined> {
    const known = this.#places.get(documentId);
    if (known !== undefined) return known;
    const mark = await this.#settings.storage.scanMark(documentId);
    if (mark === undefined) return undefined;
    const place = { mark, seq: mark.seq };
    this.#places.set(documentId, place);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= placesMax) break;
      this.#places.delete(oldest);
    }
    return place;
  }
}

function auditOf({ id, at }: MergeCheck): { at: string; action: string; subjectId: string } {
  return { at, action: 'merge-check.found', subjectId: id };
}
