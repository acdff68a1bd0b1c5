import { type DocumentId, type SectionKey } from '@alliance/shared/careplan/section';
import { type PreparedText, prepareText } from '@alliance/shared/comments/prepared-text';
import { wordsIn } from '@alliance/shared/comments/quoted-text';
import { rangeOfNode } from '@alliance/shared/comments/range-of-node';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { type Doc } from 'yjs';

import { limits } from '../core/limits.ts';
import { type DeletedRange } from '../core/update-scan.ts';
import { type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type AnchorChange, changeOfNode, changeOfText } from './anchor-change.ts';
import { goneUnits } from './gone-units.ts';
import { type PlacedThread, PlacedThreads } from './placed-threads.ts';

/** What a look at a document's committed text gave. */
export interface Found {
  readonly documentId: DocumentId;
  readonly planId: string;
  /** The row up to which the text was looked at. */
  readonly head: number;
  readonly threads: readonly FoundThread[];
}

/** One thread, with what the look means for it. */
export interface FoundThread {
  readonly thread: PlacedThread;
  readonly change: AnchorChange;
  /** What of a lost thread's words is gone; empty for a chip or card, of which nothing but its id is known. */
  readonly gone: readonly DeletedRange[];
}

/** Where a document belongs. */
interface Home {
  readonly planId: string;
  readonly sectionKey: SectionKey;
}

/** Looks at the places of threads in committed text, and remembers as little as it can. */
export class AnchorLook {
  readonly #storage: Pick<Storage, 'threadsOf' | 'planOfDocument'>;
  readonly #sync: Pick<SyncServer, 'look'>;
  readonly #homes = new Map<DocumentId, Home>();
  readonly #plans = new Map<string, PlacedThreads>();

  constructor(parts: {
    readonly storage: Pick<Storage, 'threadsOf' | 'planOfDocument'>;
    readonly sync: Pick<SyncServer, 'look'>;
  }) {
    this.#storage = parts.storage;
    this.#sync = parts.sync;
  }

  /** Looks at every thread in a document once; undefined when there is no such document. Rejects like the storage. */
  async at(documentId: DocumentId): Promise<Found | undefined> {
    const home = await this.#homeOf(documentId);
    const threads = await this.threadsIn(documentId);
    if (home === undefined || threads.length === 0)
      return home && { documentId, planId: home.planId, head: 0, threads: [] };
    const found: FoundThread[] = [];
    let head = 0;
    for (let first = 0; first < threads.length; first += limits.anchorsPerLookMax) {
      const some = threads.slice(first, first + limits.anchorsPerLookMax);
      // A look holds everything else up: with many threads it is several, and the sockets are served in between.
      // oxlint-disable-next-line no-await-in-loop
      const looked = await this.#sync.look(documentId, (doc) => changesOf(some, doc));
      if (looked === undefined) return undefined;
      ({ head } = looked);
      for (const each of looked.seen) remember(each, head);
      found.push(...looked.seen);
    }
    return { documentId, planId: home.planId, head, threads: found };
  }

  /** The threads that have a place in a document, as they are now. */
  async threadsIn(documentId: DocumentId): Promise<readonly PlacedThread[]> {
    const home = await this.#homeOf(documentId);
    if (home === undefined) return [];
    const threads = this.#threadsOf(home.planId);
    await threads.refresh();
    return threads.in(home.sectionKey);
  }

  /** Forgets what it knows around a document: it will be asked for again. */
  forget(documentId: DocumentId): void {
    const home = this.#homes.get(documentId);
    if (home !== undefined) this.#plans.delete(home.planId);
    this.#homes.delete(documentId);
  }

  async #homeOf(documentId: DocumentId): Promise<Home | undefined> {
    const known = this.#homes.get(documentId);
    if (known !== undefined) return known;
    const record = await this.#storage.planOfDocument(documentId);
    const section = record?.plan.sections.find((each) => each.documentId === documentId);
    if (record === undefined || section === undefined) return undefined;
    const home = { planId: record.plan.id, sectionKey: section.key };
    this.#homes.set(documentId, home);
    forgetOldest(this.#homes, limits.knownDocumentsMax);
    return home;
  }

  #threadsOf(planId: string): PlacedThreads {
    const threads = this.#plans.get(planId) ?? new PlacedThreads(this.#storage, planId);
    // The one that was asked for last is the last to be forgotten.
    this.#plans.delete(planId);
    this.#plans.set(planId, threads);
    forgetOldest(this.#plans, limits.anchoredPlansMax);
    return threads;
  }
}

function changesOf(threads: readonly PlacedThread[], doc: Doc): readonly FoundThread[] {
  const text = prepareText(doc);
  return threads.map((thread) => {
    const change = changeOf(thread, text);
    const lost =
      change.type === 'lost' && change.subject.on === 'text' ? change.subject : undefined;
    return { thread, change, gone: lost === undefined ? [] : goneUnits(doc, lost.anchor) };
  });
}

function changeOf({ subject, refreshed }: PlacedThread, text: PreparedText): AnchorChange {
  if (subject.on === 'node')
    return changeOfNode(subject, rangeOfNode(text, subject.node, subject.nodeId) !== undefined);
  const fresh = refreshAnchor(text, refreshed ?? subject.anchor);
  return changeOfText(subject, fresh, fresh.at === undefined ? '' : wordsIn(text, fresh.at.range));
}

function remember({ thread, change }: FoundThread, head: number): void {
  if (change.type === 'refreshed') thread.refreshed = change.anchor;
  if (change.type === 'lost') return;
  thread.seenAt = head;
  thread.isSearched = false;
}

function forgetOldest<Key>(known: Map<Key, unknown>, max: number): void {
  for (const oldest of known.keys()) {
    if (known.size <= max) return;
    known.delete(oldest);
  }
}
