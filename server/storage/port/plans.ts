import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry, type WorldDocument, type WriteKey } from '../port.ts';

/** Plans and their items: whole records, each written with the version that it is based on. Every version is kept. */
export interface Plans {
  /** Keeps a new state of a plan when the one before it is the present one, once per key; with it the documents of its new sections. */
  writePlan(write: PlanWrite): Promise<RecordWritten>;
  /** Who last wrote in each of these documents, and when; documents in which nobody has written yet are not there. What a world or an alliance began with counts as written by its author. */
  lastEdits(documentIds: readonly DocumentId[]): Promise<readonly LastEdit[]>;
  /** The items of a plan that changed after the cursor, oldest first; all of them without a cursor, and with one that this storage did not give or that is older than the present world. */
  itemsOf(request: { readonly planId: string; readonly after?: string }): Promise<StoredItems>;
  item(itemId: ItemId): Promise<PlanItem | undefined>;
  /** Every version of an item, oldest first, at most the `limit` newest. */
  itemVersions(itemId: ItemId, limit: number): Promise<readonly PlanItem[]>;
  /** Keeps a new state of an item when the one before it is the present one, once per key. */
  writeItem(write: ItemWrite): Promise<RecordWritten>;
}

/** A new state of a plan. */
export interface PlanWrite {
  /** Its version is `expectedVersion + 1`. */
  readonly plan: CarePlan;
  readonly expectedVersion: number;
  /** For the sections that it adds. */
  readonly documents: readonly WorldDocument[];
  /** Absent for what the server does by itself. */
  readonly key?: WriteKey;
  readonly audit: AuditEntry;
}

/** A new state of an item. */
export interface ItemWrite {
  /** Its version is `expectedVersion + 1`. */
  readonly item: PlanItem;
  /** 0 for a new item. */
  readonly expectedVersion: number;
  /** Absent for what the server does by itself. */
  readonly key?: WriteKey;
  readonly audit: AuditEntry;
}

/** Some or all items of a plan. */
export interface StoredItems {
  /** Opaque; for the next question. */
  readonly cursor: string;
  /** All of them. */
  readonly isWhole: boolean;
  readonly items: readonly PlanItem[];
}

/** The last row of a document's log. */
export interface LastEdit {
  readonly documentId: DocumentId;
  readonly personId: PersonId;
  /** ISO 8601 instant. */
  readonly at: string;
}

/**
 * What became of a write: kept, or why not. `stale`: another version is the present one. `taken`: the id of a new
 * record or document exists. `repeated`: this key has done this already. `misused`: this key has done something else.
 * In each case nothing was written.
 */
export type RecordWritten = 'kept' | 'stale' | 'taken' | 'repeated' | 'misused';
