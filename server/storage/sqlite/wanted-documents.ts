import { type DatabaseSync } from 'node:sqlite';

/**
 * SQL for the ids of all documents that a record asks for: those of sections, and of charters where the tables know
 * them. One that has no record of its own is lost. Also a database of an earlier version is looked at.
 */
export function wantedDocuments(database: DatabaseSync): string {
  const sections = 'SELECT documentId FROM sections';
  const columns = `SELECT 1 FROM pragma_table_info('alliances') WHERE name = 'charterDocumentId'`;
  const hasCharters = database.prepare(columns).get() !== undefined;
  return hasCharters ? `${sections} UNION ALL SELECT charterDocumentId FROM alliances` : sections;
}
