import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type PlanRecord } from '../storage/port.ts';

/** People by id, as far as they are needed for a view. */
export type People = ReadonlyMap<PersonId, Person>;

/** Whoever reads, and when. */
export interface AllianceReading {
  readonly record: PlanRecord;
  /** Everybody whom the alliance names. */
  readonly people: People;
  readonly readerId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
