import { type SectionRight } from '../access/section-right.ts';
import { type SectionKey } from '../careplan/section.ts';
import { identifierOf, identifierPattern } from '../identity/identifier.ts';
import { type PersonId } from '../identity/person.ts';
import { type Charter } from './charter.ts';
import { type DisciplineKey } from './discipline.ts';
import { type Invitation } from './invitation.ts';

/** Identity of an alliance. */
export type AllianceId = string & { readonly __brand: 'AllianceId' };

/** Whether a string from outside has the shape of the id of an alliance. It says nothing about existence. */
export function isAllianceId(text: string): text is AllianceId {
  return identifierPattern.test(text);
}

/** The id of an alliance out of a string that must be one; throws a `TypeError` otherwise. */
export const toAllianceId = identifierOf(isAllianceId);

/** Identity of a seat. It outlives the people who sit in it. */
export type SeatId = string & { readonly __brand: 'SeatId' };

/** Whether a string from outside has the shape of the id of a seat. It says nothing about existence. */
export function isSeatId(text: string): text is SeatId {
  return identifierPattern.test(text);
}

/** The id of a seat out of a string that must be one; throws a `TypeError` otherwise. */
export const toSeatId = identifierOf(isSeatId);

/** Life of an alliance; maps to FHIR R4 `CareTeam.status` (draft and proposed → proposed, closed → inactive). */
export const allianceStatuses = ['draft', 'proposed', 'active', 'suspended', 'closed'] as const;

/** One of {@link allianceStatuses}. */
export type AllianceStatus = (typeof allianceStatuses)[number];

/** The formal arrangement of two or more professionals to care for one patient together. FHIR R4 `CareTeam`. */
export interface Alliance {
  readonly id: AllianceId;
  readonly name: string;
  /** Why the alliance exists, in one sentence. */
  readonly purpose: string;
  readonly status: AllianceStatus;
  /** ISO 8601 instant from which it is formal; absent before it is active. */
  readonly activeSince?: string;
  /** From 1; every write makes it one more. */
  readonly version: number;
  /** What the patient has said to it; nobody opens the plan before it is there (AL: consent). */
  readonly consent?: Consent;
  readonly charter: Charter;
  /** Sections that exist only for the disciplines that edit them by default, and for whom a scope names. */
  readonly restricted: readonly SectionKey[];
  /** Emergency edits, oldest first: those that run, and those that an owner of the section has not seen yet. */
  readonly emergencies: readonly EmergencyEdit[];
  /** Seats that the charter put forward last requires and that are not required any more: a gap until it is put forward anew (AL16). */
  readonly noLongerRequired?: readonly { readonly seatId: SeatId; readonly title: string }[];
  /** In the order in which the team reads them: lead first, patient and family last. */
  readonly seats: readonly Seat[];
}

/**
 * A place in the alliance. Responsibility belongs to the seat, not to the person: a nurse changes every
 * twelve hours, the nursing seat does not. FHIR R4 `CareTeam.participant`.
 */
export interface Seat {
  readonly id: SeatId;
  readonly role: Role;
  /** Without an accepted required seat the alliance is not complete, and says so. */
  readonly isRequired: boolean;
  readonly isLead: boolean;
  /** The plan steward keeps the plan in order and records the patient's words. */
  readonly isSteward: boolean;
  readonly invitation: Invitation;
  /** How to reach whoever sits here, as a person reads it: "ext. 4410, pager 118". */
  readonly contact: string;
  /** Who sits here and when; several rows may overlap at a handover. Ordered by `from`. */
  readonly coverage: readonly Coverage[];
  /** Rights that differ from the default of the discipline, because the charter says so. */
  readonly scope: readonly ScopeRule[];
  /** From 1; every change of the words of the seat (role, contact) makes it one more: whoever changes them names the one they saw. */
  readonly revision: number;
}

/** What the holder of a seat stands for: the expectations that the alliance has agreed. FHIR R4 `PractitionerRole`. */
export interface Role {
  readonly disciplineKey: DisciplineKey;
  /** As the team says it: "Rehab physician". */
  readonly title: string;
  readonly responsibilities: readonly string[];
  /** "What you can expect from me." */
  readonly offers: readonly string[];
  /** "What I need from you." */
  readonly needs: readonly string[];
}

/** A stretch of time in which a person sits in a seat. */
export interface Coverage {
  readonly personId: PersonId;
  /** ISO 8601 instant, inclusive. */
  readonly from: string;
  /** ISO 8601 instant, exclusive; absent when open-ended. */
  readonly to?: string;
  readonly kind: (typeof coverageKinds)[number];
  /** Whoever sat there has given it back, or was sent off: they have left at {@link to}, and no grace follows. */
  readonly isGivenBack?: true;
  /** What the holder leaves to the next one, in their words; the last one counts. */
  readonly handover?: HandoverNote;
}

/** In which way somebody sits in a seat: it is theirs, they stand in for its holder, or they learn in it. */
export const coverageKinds = ['primary', 'cover', 'trainee'] as const;

/** What somebody leaves to the next holder of their seat. */
export interface HandoverNote {
  readonly text: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Who came next has read it, and when. A note that is written anew is unread. */
  readonly seen?: { readonly at: string; readonly by: PersonId };
}

/** One right of a seat in one section, replacing the default. */
export interface ScopeRule {
  readonly sectionKey: SectionKey;
  readonly right: SectionRight;
}

/** In whose name a seat has done something. FHIR R4 `Provenance.agent`. */
export interface SeatActor {
  readonly seatId: SeatId;
  readonly personId: PersonId;
}

/** What the patient, or who speaks for them, has said to the alliance; or why nobody could ask. FHIR R4 `Consent`. */
export type Consent = {
  /** ISO 8601 instant at which it was recorded. */
  readonly at: string;
  readonly by: SeatActor;
} & (
  | {
      readonly kind: 'recorded';
      readonly how: (typeof consentWays)[number];
      /** Who said it, or where it is kept; may be empty. */
      readonly note: string;
    }
  | { readonly kind: 'waived'; readonly reason: string }
);

/** How consent was given. */
export const consentWays = ['spoken', 'written', 'representative'] as const;

/** Somebody who may only suggest in a section changes it because it could not wait (AC8). */
export interface EmergencyEdit {
  /** UUIDv7. */
  readonly id: string;
  readonly sectionKey: SectionKey;
  readonly by: SeatActor;
  readonly reason: string;
  /** ISO 8601 instant, inclusive. */
  readonly from: string;
  /** ISO 8601 instant, exclusive. */
  readonly to: string;
  /** An owner of the section has looked at it. */
  readonly seen?: { readonly at: string; readonly by: SeatActor };
}
