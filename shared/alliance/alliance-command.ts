/**
 * Everything that can be asked of an alliance. A command comes from outside: `server/alliance/command-schema.ts`
 * validates its shape, `decide-alliance.ts` whether it may happen. Who asks, in which seat, and when is never the
 * client's to say.
 */
import { type Patient } from '../careplan/care-plan.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import {
  type AllianceId,
  type Coverage,
  type Role,
  type ScopeRule,
  type SeatId,
  type consentWays,
} from './alliance.ts';
import { type Agreements } from './charter.ts';
import { type TemplateKey } from './template.ts';

/** Body of `POST /api/alliances`: an alliance in draft, with its plan. Its founder sits in the first seat and leads. */
export interface FoundAlliance {
  /** UUIDv7, made by the client; so are the ids of the seats. */
  readonly allianceId: AllianceId;
  readonly name: string;
  readonly purpose: string;
  readonly patient: Patient;
  /** Where the sections, their headings and first words come from; absent: the sections by their plain names, empty. */
  readonly template?: TemplateKey;
  /** Which sections the plan has, in reading order; absent: those of the template, or all. */
  readonly sectionKeys?: readonly SectionKey[];
  /** The first one is the founder's. */
  readonly seats: readonly NewSeat[];
}

/** A seat on its way. */
export interface NewSeat {
  readonly seatId: SeatId;
  readonly role: Role;
  readonly isRequired: boolean;
  readonly isLead: boolean;
  readonly isSteward: boolean;
  readonly contact: string;
  readonly scope: readonly ScopeRule[];
}

/** The words of a seat that can be changed later, one or more of them. */
export interface SeatChange {
  readonly role?: Role;
  readonly contact?: string;
  readonly isRequired?: boolean;
  readonly isLead?: boolean;
  readonly isSteward?: boolean;
}

/** Body of `POST /api/alliances/{allianceId}`. */
export type AllianceCommand =
  | {
      readonly type: 'describe';
      readonly name?: string;
      readonly purpose?: string;
      readonly baseVersion: number;
    }
  | { readonly type: 'add-seat'; readonly seat: NewSeat }
  /** `baseRevision`: the revision of the seat that was changed. */
  | {
      readonly type: 'change-seat';
      readonly seatId: SeatId;
      readonly change: SeatChange;
      readonly baseRevision: number;
    }
  | { readonly type: 'remove-seat'; readonly seatId: SeatId }
  /** The whole scope of a seat. */
  | { readonly type: 'set-scope'; readonly seatId: SeatId; readonly scope: readonly ScopeRule[] }
  /** The whole list of restricted sections. */
  | { readonly type: 'restrict'; readonly sectionKeys: readonly SectionKey[] }
  /** Asks somebody known to sit here. A link is made by a route of its own, because it has a secret. */
  | {
      readonly type: 'invite';
      readonly seatId: SeatId;
      readonly personId: PersonId;
      readonly message: string;
      readonly days: number;
    }
  | { readonly type: 'withdraw'; readonly seatId: SeatId }
  /** Whoever was asked by name answers; by link it is a route of its own. */
  | { readonly type: 'accept'; readonly seatId: SeatId }
  | {
      readonly type: 'decline';
      readonly seatId: SeatId;
      readonly reason?: string;
      readonly recommendation?: string;
    }
  /** Gives one's own seat back, now. */
  | { readonly type: 'leave'; readonly seatId: SeatId }
  /** Somebody covers a seat for a while. */
  | {
      readonly type: 'cover';
      readonly seatId: SeatId;
      readonly coverage: Omit<Coverage, 'handover'>;
    }
  /** Ends the stretch of a person that began at `from`: now, or before it begins. */
  | {
      readonly type: 'end-cover';
      readonly seatId: SeatId;
      readonly personId: PersonId;
      readonly from: string;
    }
  /** What I leave to the next holder of my seat. */
  | { readonly type: 'hand-over'; readonly seatId: SeatId; readonly text: string }
  /** I have read what the one before me left in my seat: their stretch that began at `from`, the note of `at`. */
  | {
      readonly type: 'see-handover';
      readonly seatId: SeatId;
      readonly personId: PersonId;
      readonly from: string;
      readonly at: string;
    }
  | { readonly type: 'agree'; readonly agreements: Agreements; readonly baseRevision: number }
  | { readonly type: 'consent'; readonly consent: NewConsent }
  /** Sends the alliance out to be accepted and signed: out of draft. */
  | { readonly type: 'propose' }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'close' }
  | {
      readonly type: 'emergency-edit';
      readonly emergencyId: string;
      readonly sectionKey: SectionKey;
      readonly reason: string;
    }
  | { readonly type: 'see-emergency'; readonly emergencyId: string };

/** What the patient has said, on its way. */
export type NewConsent =
  | { readonly kind: 'recorded'; readonly how: (typeof consentWays)[number]; readonly note: string }
  | { readonly kind: 'waived'; readonly reason: string };

/** What is asked by routes of their own, because the server adds something: a secret, a hash, a proof. */
export type AllianceServerCommand =
  /** Makes a link for a seat; the earlier one of the seat is worth nothing any more. */
  | {
      readonly type: 'link';
      readonly seatId: SeatId;
      readonly linkDigest: string;
      readonly message: string;
      readonly days: number;
    }
  /** Answers by link: whoever has the link and is signed in. */
  | { readonly type: 'accept-link'; readonly seatId: SeatId; readonly linkDigest: string }
  | {
      readonly type: 'decline-link';
      readonly seatId: SeatId;
      readonly linkDigest: string;
      readonly reason?: string;
      readonly recommendation?: string;
    }
  /** Puts the charter forward as its next version. */
  | { readonly type: 'seal'; readonly hash: string; readonly baseRevision: number }
  /** Signs the version of this number and hash, after a fresh proof of who signs. */
  | {
      readonly type: 'sign';
      readonly seatId: SeatId;
      readonly number: number;
      readonly hash: string;
      readonly meaning: 'agree' | 'agree-with-reservation' | 'decline';
      readonly note?: string;
    };

/** What a command is called, in the audit too: `alliance.invite`. */
export type AllianceAction = 'found' | AllianceCommand['type'] | AllianceServerCommand['type'];
