import { type Agreements, type SignatureMeaning } from '@alliance/shared/alliance/charter';

import { type CastKey } from './cast.ts';
import { type Passage } from './prose.ts';

/** How the charter of a case came about, as it is told; `case-charter.ts` makes versions, hashes and signatures of it. */
export interface ToldCharter {
  /** Its prose as it is written now. */
  readonly passages: readonly Passage[];
  /** What was agreed at the beginning, where it differs from what every charter begins with. */
  readonly agreements?: Partial<Agreements>;
  /** Oldest first; the last one asks for signatures. */
  readonly versions: readonly ToldVersion[];
}

/** A version: it holds the prose that was written before it. */
export interface ToldVersion {
  readonly by: CastKey;
  readonly hoursAgo: number;
  /** What it agrees otherwise than {@link ToldCharter.agreements}. */
  readonly agreements?: Partial<Agreements>;
  readonly signatures: readonly ToldSignature[];
}

/** Somebody's word on a version. */
export interface ToldSignature {
  readonly by: CastKey;
  readonly hoursAgo: number;
  readonly meaning?: SignatureMeaning;
  readonly note?: string;
}
