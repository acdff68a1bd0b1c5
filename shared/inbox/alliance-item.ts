/** What of an alliance needs one person, on Home (rules IB23 to IB29 of `SPEC.md`). */
import { type InvitationState } from '../alliance/invitation.ts';
import { type SectionKey } from '../careplan/section.ts';

/** Why an alliance can need somebody, in the order of `inboxReasons`. */
export const allianceReasons = [
  'emergency',
  'hand-over',
  'note',
  'uncovered',
  'invitation',
  'sign',
  'unanswered',
] as const;

/** One of {@link allianceReasons}. */
export type AllianceReason = (typeof allianceReasons)[number];

/** One row of the inbox that is about an alliance. */
export type AllianceItem =
  | EmergencyItem
  | HandOverItem
  | NoteItem
  | UncoveredItem
  | InvitationItem
  | SignItem
  | UnansweredItem;

/** Where a row is about: known only to who sits in the alliance. */
interface OfAlliance {
  readonly allianceId: string;
  readonly planId: string;
  readonly planTitle: string;
  /** Before the patient has agreed, for whoever does not lead: the name of the alliance. */
  readonly patientName: string;
  /** ISO 8601 instant from which it needs its reader; older ones come first. */
  readonly at: string;
}

/** A seat of the alliance, as the team says it. */
interface OfSeat extends OfAlliance {
  readonly seatId: string;
  readonly seatTitle: string;
}

/** Somebody who may only suggest has changed a section, because it could not wait. */
export interface EmergencyItem extends OfAlliance {
  readonly reason: 'emergency';
  readonly emergencyId: string;
  readonly section: { readonly key: SectionKey; readonly heading: string };
  readonly by: NamedInSeat;
  /** Why it could not wait, the beginning of it. */
  readonly excerpt: string;
}

/** My shift ends or has just ended, and I have left no note. */
export interface HandOverItem extends OfSeat {
  readonly reason: 'hand-over';
  /** ISO 8601 instant. */
  readonly endsAt: string;
  /** Until when I may still write; ISO 8601 instant. */
  readonly until: string;
  /** Who comes; absent while nobody does. */
  readonly nextName?: string;
}

/** A note of the one before me. */
export interface NoteItem extends OfSeat {
  readonly reason: 'note';
  readonly by: NamedInSeat;
  /** The beginning of the note. */
  readonly excerpt: string;
}

/** Nobody covers a seat soon, or now. */
export interface UncoveredItem extends OfSeat {
  readonly reason: 'uncovered';
  /** ISO 8601 instant at which somebody comes; absent while nobody does. */
  readonly until?: string;
}

/** I am asked to take a seat. Nothing here is about the patient (IB23). */
export interface InvitationItem {
  readonly reason: 'invitation';
  readonly allianceId: string;
  readonly seatId: string;
  readonly seatTitle: string;
  readonly disciplineKey: string;
  readonly byName: string;
  /** ISO 8601 instant. */
  readonly answerBy: string;
  readonly at: string;
}

/** A charter asks for the signature of my seat. */
export interface SignItem extends OfSeat {
  readonly reason: 'sign';
  /** The version that asks, from 1. */
  readonly number: number;
  /** How many of {@link toSign} seats have signed it. */
  readonly signed: number;
  readonly toSign: number;
}

/** Who was asked to take a seat has said no, or nothing in time. */
export interface UnansweredItem extends OfSeat {
  readonly reason: 'unanswered';
  readonly state: Extract<InvitationState, 'declined' | 'expired'>;
  /** Who was asked; absent where a link was made that nobody has opened. */
  readonly name?: string;
  /** Why not, or whom to ask instead: the beginning of it. */
  readonly excerpt?: string;
}

/** Somebody, as they are named beside their seat. */
export interface NamedInSeat {
  readonly name: string;
  readonly seatTitle: string;
  readonly disciplineKey: string;
}
