import { type Alliance, type SeatId } from '@alliance/shared/alliance/alliance';
import {
  type Agreements,
  type Charter,
  type CharterVersion,
  type SealedCharter,
  type Signature,
} from '@alliance/shared/alliance/charter';
import { charterContentOf } from '@alliance/shared/alliance/charter-content';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type SectionJson, readSection } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { charterHash } from '../alliance/charter-hash.ts';
import { type NewLogRow } from '../storage/port.ts';
import { type CastKey, castId } from './cast.ts';
import { type Writing, sectionRows } from './section-rows.ts';
import { type ToldCharter, type ToldSignature, type ToldVersion } from './told-charter.ts';

/** The alliance whose charter it is, and what every charter begins with. */
export interface CharterOf {
  readonly alliance: Pick<Alliance, 'name' | 'purpose' | 'seats'>;
  readonly documentId: DocumentId;
  readonly starting: Agreements;
}

/** A charter with the versions that were put forward, and the rows of its prose. */
export interface CharterParts {
  readonly charter: Charter;
  readonly versions: readonly CharterVersion[];
  readonly rows: readonly NewLogRow[];
}

/** A charter as it came about: each version sealed and signed in its turn. */
export function caseCharter(told: ToldCharter, of: CharterOf, writing: Writing): CharterParts {
  const rows = sectionRows(told.passages, writing);
  const agreementsOf = (version?: ToldVersion): Agreements => ({
    ...of.starting,
    ...told.agreements,
    ...version?.agreements,
  });
  const versions = told.versions.map((version, index) => {
    const agreements = agreementsOf(version);
    return versionOf(version, { of, writing, rows, agreements, number: index + 1 });
  });
  const signatures = told.versions.flatMap((version, index) =>
    signaturesOf(version, versions[index], { of, writing }),
  );
  const last = versions.at(-1);
  const charter: Charter = {
    documentId: of.documentId,
    agreements: agreementsOf(told.versions.at(-1)),
    revision: Math.max(versions.length, 1),
    signatures,
    ...(last !== undefined && { sealed: sealedOf(last) }),
  };
  return { charter, versions, rows };
}

interface Sealing {
  readonly of: CharterOf;
  readonly writing: Writing;
  readonly rows: readonly NewLogRow[];
  readonly agreements: Agreements;
  readonly number: number;
}

function versionOf(
  version: ToldVersion,
  { of, writing, rows, agreements, number }: Sealing,
): CharterVersion {
  const at = writing.times.at(-version.hoursAgo);
  const charter = { documentId: of.documentId, agreements, revision: number, signatures: [] };
  const content = charterContentOf({ ...of.alliance, charter }, proseAt(rows, at));
  const by = { seatId: seatIdOf(of, version.by), personId: castId(version.by) };
  return { number, hash: charterHash(content), at, by, content };
}

function sealedOf({ number, hash, at, by }: CharterVersion): SealedCharter {
  return { number, hash, at, by };
}

/** The prose as it was at an instant. */
function proseAt(rows: readonly NewLogRow[], at: string): SectionJson {
  const doc = createSectionDocument();
  for (const { committedAt, payload } of rows) if (committedAt <= at) Y.applyUpdate(doc, payload);
  const prose = readSection(doc);
  doc.destroy();
  return prose;
}

function signaturesOf(
  { signatures }: ToldVersion,
  sealed: CharterVersion | undefined,
  { of, writing }: { readonly of: CharterOf; readonly writing: Writing },
): readonly Signature[] {
  if (sealed === undefined) return [];
  const { number, hash } = sealed;
  const signatureOf = ({ by, hoursAgo, meaning = 'agree', note }: ToldSignature): Signature => {
    const signature = { number, hash, seatId: seatIdOf(of, by), personId: castId(by), meaning };
    const at = writing.times.at(-hoursAgo);
    return note === undefined ? { ...signature, at } : { ...signature, note, at };
  };
  return signatures.map(signatureOf);
}

function seatIdOf({ alliance }: CharterOf, who: CastKey): SeatId {
  const personId = castId(who);
  const seat = alliance.seats.find(({ coverage }) =>
    coverage.some((row) => row.personId === personId),
  );
  if (seat === undefined) throw new Error('Whoever signs sits somewhere.');
  return seat.id;
}
