import { type Seat, type AllianceStatus } from '@alliance/shared/alliance/alliance';
import { type CarePlanStatus, type Patient } from '@alliance/shared/careplan/care-plan';
import { type SectionKey } from '@alliance/shared/careplan/section';

import { type PersonaKey } from './cast.ts';
import { type Passage } from './prose.ts';
import { type ToldCharter } from './told-charter.ts';
import { type ToldThread } from './told-thread.ts';

/** One plan of the demo with its alliance, as it is told; `world.ts` makes records and documents of it. */
export interface Case {
  /** Makes the ids; never shown. */
  readonly name: string;
  readonly alliance: {
    readonly name: string;
    readonly purpose: string;
    readonly status: AllianceStatus;
    readonly activeSince?: string;
    readonly seats: readonly Seat[];
  };
  readonly title: string;
  readonly status: CarePlanStatus;
  readonly patient: Patient;
  /** In reading order. */
  readonly sections: readonly CaseSection[];
  readonly charter: ToldCharter;
  /** Oldest first. */
  readonly threads: readonly ToldThread[];
  /** How many hours ago each persona last looked; who is not named never has. */
  readonly lookedHoursAgo: Readonly<Partial<Record<PersonaKey, number>>>;
}

/** One section of a case. */
export interface CaseSection {
  readonly key: SectionKey;
  readonly heading: string;
  readonly passages: readonly Passage[];
}
