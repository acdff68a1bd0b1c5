import { type Alliance, type AllianceId } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { type DocumentId } from '@alliance/shared/careplan/section';

import { type AuditEntry, type PlanRecord, type WorldDocument, type WriteKey } from '../port.ts';

/** Alliances: whole records, each written with the version that it is based on. */
export interface Alliances {
  /** An alliance with its plan. Who may see it is decided by `shared/access`. */
  alliance(allianceId: AllianceId): Promise<PlanRecord | undefined>;
  /** The alliance that has made this link for one of its seats; SHA-256 of the secret, hex. */
  allianceOfLink(linkDigest: string): Promise<PlanRecord | undefined>;
  /** The alliance whose charter has this document. */
  allianceOfCharter(documentId: DocumentId): Promise<PlanRecord | undefined>;
  /** Every alliance with its plan, for administration: after `afterId` by their ids, at most `limit`. */
  alliances(afterId: string, limit: number): Promise<readonly PlanRecord[]>;
  /** Adds an alliance with its plan and the first rows of their documents, once per key. What they begin with is not looked at for merge checks. */
  foundAlliance(founding: AllianceFounding): Promise<AllianceWritten>;
  /** Keeps a new state of an alliance when the one before it is the present one, once per key; with it the charter version that it puts forward. */
  writeAlliance(write: AllianceWrite): Promise<AllianceWritten>;
  /** A version of a charter that was put forward, with its words. */
  charterVersion(allianceId: AllianceId, number: number): Promise<CharterVersion | undefined>;
}

/** A new alliance. */
export interface AllianceFounding {
  readonly record: PlanRecord;
  /** One for each section, and one for the charter's prose. */
  readonly documents: readonly WorldDocument[];
  readonly key: WriteKey;
  readonly audit: AuditEntry;
}

/** A new state of an alliance. */
export interface AllianceWrite {
  /** Its version is `expectedVersion + 1`. */
  readonly alliance: Alliance;
  readonly expectedVersion: number;
  /** The version that this write puts forward. */
  readonly sealed?: CharterVersion;
  /** Absent for what the server does by itself. */
  readonly key?: WriteKey;
  readonly audit: AuditEntry;
}

/**
 * What became of a write: kept, or why not. `stale`: another version is the present one. `taken`: the id of a new
 * alliance, of its plan or of one of their documents exists. `repeated`: this key has done this already. `misused`: this key has done something else. In each case nothing
 * was written.
 */
export type AllianceWritten = 'kept' | 'stale' | 'taken' | 'repeated' | 'misused';
