/** What the server says about alliances over HTTP. Everything here is already cut to what the reader may see. */
import { type AllianceAbility } from '../access/alliance-access.ts';
import { type SectionRight } from '../access/section-right.ts';
import { type SectionKey } from '../careplan/section.ts';
import {
  type AllianceStatus,
  type Consent,
  type EmergencyEdit,
  type ScopeRule,
} from './alliance.ts';
import {
  type CharterContent,
  type CharterVersion,
  type SealedCharter,
  type SignatureMeaning,
} from './charter.ts';
import { type InvitationState } from './invitation.ts';

/** `GET /api/alliances/{allianceId}`, and the answer of every command: the alliance as its members see it. */
export interface AllianceView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly purpose: string;
  /** How the patient wants to be called; absent for who may not read the plan and does not arrange it. */
  readonly preferredName?: string;
  readonly status: AllianceStatus;
  readonly activeSince?: string;
  /** ISO 8601 date at which the charter is looked at again. */
  readonly reviewBy: string;
  /** Two or more disciplines on professional seats that have accepted: derived, never claimed. */
  readonly isInterprofessional: boolean;
  readonly planId: string;
  readonly consent?: Consent;
  /** The sections of the plan that the reader may see. */
  readonly sections: readonly AllianceSection[];
  readonly seats: readonly SeatView[];
  /** What it lacks, each as a plain sentence, most urgent first. */
  readonly gaps: readonly string[];
  readonly charter: CharterSummary;
  /** The seats in which the reader may act now. */
  readonly mySeatIds: readonly string[];
  /** What the reader may do with the alliance as a whole. */
  readonly abilities: readonly AllianceAbility[];
  /** Emergency edits in sections that the reader may see. */
  readonly emergencies: readonly EmergencyView[];
}

/** A section as the alliance arranges it. */
export interface AllianceSection {
  readonly key: SectionKey;
  readonly heading: string;
  readonly isRestricted: boolean;
  /** Titles of the seats that edit here, lead first; empty is a gap. */
  readonly owners: readonly string[];
}

/** One seat, with who covers it now and who comes next. */
export interface SeatView {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly disciplineKey: string;
  readonly isLead: boolean;
  readonly isSteward: boolean;
  readonly isRequired: boolean;
  /** As it stands now: `expired` by the clock. */
  readonly invitation: InvitationState;
  /** Who is asked, by whom and until when; for who may see it. */
  readonly asked?: {
    readonly byName: string;
    readonly at: string;
    readonly expiresAt: string;
    readonly message: string;
    /** Absent when a link was made. */
    readonly name?: string;
    readonly personId?: string;
  };
  /** What a decline said. */
  readonly declined?: {
    readonly name: string;
    readonly at: string;
    readonly reason?: string;
    readonly recommendation?: string;
  };
  readonly contact: string;
  readonly responsibilities: readonly string[];
  readonly offers: readonly string[];
  readonly needs: readonly string[];
  /** Its right in each section that the reader may see, defaults included. */
  readonly rights: readonly { readonly sectionKey: SectionKey; readonly right: SectionRight }[];
  /** What of that differs from the default. */
  readonly scope: readonly ScopeRule[];
  /** Who sits here now, primary first; empty is a gap that the page names. */
  readonly now: readonly CoverView[];
  readonly next?: CoverView;
  /** Every stretch that is not over, and the last one before, by start. */
  readonly coverage: readonly CoverView[];
  /** How it stands to the charter version that asks for signatures; absent where there is none. */
  readonly signature?: SignatureView;
  /** What the reader may do with this seat. */
  readonly abilities: readonly AllianceAbility[];
  /** The seat of the demo's scripted colleague: no person sits here. */
  readonly isSimulated?: true;
}

/** One stretch of coverage. */
export interface CoverView {
  readonly personId: string;
  readonly name: string;
  readonly kind: 'primary' | 'cover' | 'trainee';
  readonly from: string;
  readonly to?: string;
  /** What its holder left to the next one. */
  readonly handover?: {
    readonly text: string;
    readonly at: string;
    /** Who came next has read it. */
    readonly isSeen?: true;
  };
}

/** A seat's word on the charter. */
export interface SignatureView {
  readonly number: number;
  readonly name: string;
  readonly meaning: SignatureMeaning;
  readonly note?: string;
  readonly at: string;
}

/** The charter in one line. */
export interface CharterSummary {
  readonly documentId: string;
  readonly revision: number;
  /** `none`: the reader may not open its prose. */
  readonly access: SectionRight;
  readonly sealed?: SealedCharter;
  /** Of the seats that have to sign the sealed version: how many have. */
  readonly signed: number;
  readonly toSign: number;
}

/** `GET /api/alliances/{allianceId}/charter`: the charter as it is written now, and what asks for signatures. */
export interface CharterView {
  readonly schema: number;
  readonly documentId: string;
  readonly access: SectionRight;
  readonly revision: number;
  readonly rendered: { readonly head: number; readonly html: string };
  /** As it would be put forward now. */
  readonly content: CharterContent;
  /** Whether that differs from the sealed version. */
  readonly isChanged: boolean;
  readonly sealed?: CharterVersion;
  /** The version that the reader's seat signed last, to show the difference; absent when it signed none or the sealed one. */
  readonly signedBefore?: CharterVersion;
  readonly signatures: readonly (SignatureView & { readonly seatId: string })[];
}

/** `POST /api/invitations/look`: what somebody with a link is asked, without a word about the patient. */
export interface InvitationView {
  readonly state: InvitationState;
  readonly byName: string;
  readonly message: string;
  readonly expiresAt: string;
  readonly title: string;
  readonly disciplineKey: string;
  readonly responsibilities: readonly string[];
  readonly offers: readonly string[];
  readonly needs: readonly string[];
  /** Titles of the other seats. */
  readonly others: readonly string[];
}

/** One row of `GET /api/colleagues`: somebody whom the reader can ask by name to take a seat. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  /** What they are in a seat that both know of; absent where there is none. */
  readonly disciplineKey?: string;
}

/** One row of `GET /api/overview`: a plan of which the reader is lead or steward. */
export interface OverviewRow {
  readonly planId: string;
  readonly allianceId: string;
  readonly planTitle: string;
  readonly patientName: string;
  readonly status: AllianceStatus;
  readonly unsignedSeats: readonly string[];
  readonly unfilledSeats: readonly string[];
  readonly sectionsWithoutOwner: readonly string[];
  /** Headings of sections that nobody has changed for longer than `staleDays`. */
  readonly staleSections: readonly string[];
  /** ISO 8601 instant of the last change of any section. */
  readonly changedAt?: string;
  /** ISO 8601 date at which the charter is looked at again. */
  readonly reviewBy: string;
}

/** An emergency edit, for one of those who may read its section. */
export interface EmergencyView extends EmergencyEdit {
  /** The reader is one of those who look at it (AL42). */
  readonly canSee: boolean;
}
