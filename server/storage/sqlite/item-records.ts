/** The items of plans in SQLite, with all their versions. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type PlanItem } from '@alliance/shared/careplan/item/item';

import { obstacleToItem } from '../plan-precondition.ts';
import { type ItemWrite, type Plans, type RecordWritten, type StoredItems } from '../port/plans.ts';
import { openCursor, sealCursor } from '../thread-cursor.ts';
import { change, query } from './query.ts';
import { WriteKeys } from './write-keys.ts';

interface RecordRow {
  /** JSON. */
  readonly record: string;
}

/** Writes and reads items. */
export class ItemRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #keys: WriteKeys;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
    this.#keys = new WriteKeys(database);
  }

  itemsOf({ planId, after }: Parameters<Plans['itemsOf']>[0]): StoredItems {
    const { secret, last } = this.#changes();
    const known = after === undefined ? undefined : openCursor(secret, after);
    // A cursor from the future belongs to a database that a copy has been put in place of.
    const since = known !== undefined && known <= last ? known : undefined;
    const rows = this.#statements.changedSince.all(planId, since ?? 0);
    const cursor = sealCursor(secret, last);
    return { cursor, isWhole: since === undefined, items: rows.map(decodeRecord) };
  }

  item(itemId: string): PlanItem | undefined {
    const row = this.#statements.item.get(itemId);
    return row && decodeRecord(row);
  }

  versions(itemId: string, limit: number): readonly PlanItem[] {
    return this.#statements.versions.all(itemId, limit).map(decodeRecord).toReversed();
  }

  /** Keeps a new state, and its key; writes nothing when it may not. The audit is the caller's. */
  write(write: ItemWrite): RecordWritten {
    const { item, key, audit } = write;
    const obstacle = obstacleToItem(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.#statements.present.get(item.id),
    });
    if (obstacle !== undefined) return obstacle;
    this.#put(item);
    this.#keys.put(key, audit.at);
    return 'kept';
  }

  hasAny(items: readonly PlanItem[]): boolean {
    return items.some(({ id }) => this.#statements.present.get(id) !== undefined);
  }

  /** Writes new items beside all others. */
  add(items: readonly PlanItem[]): void {
    for (const item of items) this.#put(item);
  }

  /** Writes a world's items, in place of all others. The caller has emptied the tables. */
  replace(items: readonly PlanItem[]): void {
    this.#statements.startWorld.run();
    this.add(items);
  }

  #changes(): { readonly secret: Uint8Array; readonly last: number } {
    const row = this.#statements.changes.get();
    if (row === undefined) throw new Error('The counter of changes is gone.');
    return row;
  }

  #put(item: PlanItem): void {
    const { id, planId, version, madeAt } = item;
    this.#statements.count.run();
    this.#statements.put.run(id, planId, version, this.#changes().last, madeAt);
    this.#statements.putVersion.run(id, version, JSON.stringify(item));
  }
}

function decodeRecord({ record }: RecordRow): PlanItem {
  const item: PlanItem = JSON.parse(record);
  return item;
}

function prepareStatements(database: DatabaseSync) {
  const present = `SELECT record FROM plan_items JOIN plan_item_versions USING (itemId, version)`;
  return {
    changes: query<{ readonly secret: Uint8Array; readonly last: number }>(
      database,
      'SELECT secret, last FROM item_changes',
    ),
    count: change(database, 'UPDATE item_changes SET last = last + 1'),
    startWorld: change(database, 'UPDATE item_changes SET secret = randomblob(32)'),
    changedSince: query<RecordRow>(
      database,
      `${present} WHERE planId = ? AND change > ? ORDER BY madeAt, itemId`,
    ),
    item: query<RecordRow>(database, `${present} WHERE itemId = ?`),
    versions: query<RecordRow>(
      database,
      'SELECT record FROM plan_item_versions WHERE itemId = ? ORDER BY version DESC LIMIT ?',
    ),
    present: query<Pick<PlanItem, 'planId' | 'version'>>(
      database,
      'SELECT planId, version FROM plan_items WHERE itemId = ?',
    ),
    put: change(
      database,
      `
      INSERT INTO plan_items(itemId, planId, version, change, madeAt) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, change = excluded.change,
        madeAt = excluded.madeAt`,
    ),
    putVersion: change(database, 'INSERT INTO plan_item_versions VALUES (?, ?, ?)'),
  };
}
