import { type DatabaseSync } from 'node:sqlite';

import { query } from './query.ts';

/** What a look at the versions of plans and of their items showed. */
export interface KeptVersions {
  readonly plans: number;
  readonly items: number;
  /** Plans and items of which a version is missing: the present one, or one between the first that is there and it. */
  readonly lacking: number;
}

/** Looks whether every version of every plan and item is there; undefined for a database from before there were versions. */
export function keptVersions(database: DatabaseSync): KeptVersions | undefined {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'plan_versions'").get();
  if (table === undefined) return undefined;
  return query<KeptVersions>(
    database,
    `
    SELECT (SELECT count(*) FROM plans) AS plans, (SELECT count(*) FROM plan_items) AS items,
      (SELECT count(*) FROM plans WHERE ${gap('plan_versions', 'plan = plans.key')}) +
      (SELECT count(*) FROM plan_items
        WHERE ${gap('plan_item_versions', 'plan_item_versions.itemId = plan_items.itemId')})
      AS lacking`,
  ).get();
}

function gap(versions: string, isIts: string): string {
  return `version IS NOT (SELECT max(${versions}.version) FROM ${versions} WHERE ${isIts})
    OR (SELECT max(${versions}.version) - min(${versions}.version) + 1 - count(*)
      FROM ${versions} WHERE ${isIts}) IS NOT 0`;
}
