import { type AllianceId, type AllianceStatus } from '../alliance/alliance.ts';
import { identifierOf, identifierPattern } from '../identity/identifier.ts';
import { type DocumentId, type SectionId, type SectionKey } from './section.ts';

/** Identity of a care plan. */
export type PlanId = string & { readonly __brand: 'PlanId' };

/** Whether a string from outside has the shape of the id of a plan. It says nothing about existence. */
function isPlanId(text: string): text is PlanId {
  return identifierPattern.test(text);
}

/** The id of a plan out of a string that must be one; throws a `TypeError` otherwise. */
export const toPlanId = identifierOf(isPlanId);

/** Lifecycle of a care plan: the codes of FHIR R4 `CarePlan.status` that the product uses. */
export const carePlanStatuses = ['draft', 'active', 'on-hold', 'revoked', 'completed'] as const;

/** One of {@link carePlanStatuses}. */
export type CarePlanStatus = (typeof carePlanStatuses)[number];

/** What becomes of a plan with the alliance that writes it: its status follows from that of the alliance, for every reader. */
export const planStatusWith = {
  draft: 'draft',
  proposed: 'draft',
  active: 'active',
  suspended: 'on-hold',
  closed: 'completed',
} as const satisfies Readonly<Record<AllianceStatus, CarePlanStatus>>;

/** The plan that an alliance writes together for one patient. FHIR R4 `CarePlan`. */
export interface CarePlan {
  readonly id: PlanId;
  readonly allianceId: AllianceId;
  readonly title: string;
  readonly status: CarePlanStatus;
  readonly patient: Patient;
  /** In reading order. */
  readonly sections: readonly Section[];
}

/** One part of a plan: a heading, and a Yjs document with its prose. */
export interface Section {
  readonly id: SectionId;
  readonly key: SectionKey;
  readonly heading: string;
  readonly documentId: DocumentId;
}

/** What the banner says of the patient, on every screen of the plan. What is not known is absent, and the banner says so. */
export interface Patient {
  readonly name: string;
  /** As they want to be called. */
  readonly preferredName: string;
  /** ISO 8601 date. */
  readonly bornOn: string;
  /** The number by which the ward knows them. */
  readonly identifier: string;
  /** The language they speak, as an English word, with the need for an interpreter. */
  readonly language?: string;
  readonly needsInterpreter: boolean;
  /** As the banner shows it: "Allergy: penicillin". */
  readonly allergies: readonly string[];
}
