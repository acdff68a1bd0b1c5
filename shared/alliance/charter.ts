import { type DocumentId } from '../careplan/section.ts';
import { type SectionJson } from '../editor/section-json.ts';
import { type PersonId } from '../identity/person.ts';
import { type ScopeRule, type SeatActor, type SeatId } from './alliance.ts';
import { type DisciplineKey } from './discipline.ts';

/** How the team has agreed to work together: it is written together, put forward as a numbered version, and signed by each seat. */
export interface Charter {
  /** The Yjs document of its prose: co-edited like a section. */
  readonly documentId: DocumentId;
  readonly agreements: Agreements;
  /** From 1; every change of {@link agreements} makes it one more. */
  readonly revision: number;
  /** The version that asks for signatures now; absent before the first. */
  readonly sealed?: SealedCharter;
  /** Of every version, oldest first. */
  readonly signatures: readonly Signature[];
}

/** What was put forward to be signed, without its words: those are a {@link CharterVersion}. */
export interface SealedCharter {
  /** From 1. */
  readonly number: number;
  /** SHA-256 of the canonical JSON of its {@link CharterContent}, hex. */
  readonly hash: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly by: SeatActor;
}

/** A version with its words, kept for ever. */
export interface CharterVersion extends SealedCharter {
  readonly content: CharterContent;
}

/** Everything that a signature binds to. */
export interface CharterContent {
  readonly name: string;
  readonly purpose: string;
  readonly agreements: Agreements;
  /** In the order of the alliance. */
  readonly seats: readonly CharterSeat[];
  readonly prose: SectionJson;
}

/** A seat as the charter describes it: without the people, who come and go. */
export interface CharterSeat {
  readonly seatId: SeatId;
  readonly title: string;
  readonly disciplineKey: DisciplineKey;
  readonly isRequired: boolean;
  readonly isLead: boolean;
  readonly isSteward: boolean;
  readonly responsibilities: readonly string[];
  readonly offers: readonly string[];
  readonly needs: readonly string[];
  readonly scope: readonly ScopeRule[];
}

/** The agreements of a charter, as records. */
export interface Agreements {
  /** "I say what I will do, by when, and tell you if that slips." */
  readonly working: readonly { readonly id: string; readonly text: string }[];
  readonly decisionRule: (typeof decisionRules)[number];
  /** Whose word counts when no agreement is reached. */
  readonly tieBreakSeatId?: SeatId;
  /** How soon each of us answers, in plain words. */
  readonly responses: {
    readonly routine: string;
    readonly urgent: string;
    readonly critical: string;
  };
  readonly meetingNorms: string;
  /** Whom to go to, first to last, when something is stuck. */
  readonly escalationPath: readonly SeatId[];
  readonly partnership: {
    readonly attends: (typeof attendances)[number];
    readonly representativeSeatId?: SeatId;
  };
  readonly conflictSteps: string;
  /** ISO 8601 date at which the charter is looked at again. */
  readonly reviewBy: string;
}

/** How the team decides. */
export const decisionRules = ['consent', 'majority', 'lead-decides-after-hearing'] as const;

/** Whether the patient is there when the team meets. */
export const attendances = ['always', 'invited', 'declined'] as const;

/** A seat's word on one version of the charter, given after a fresh proof of who gives it. */
export interface Signature {
  readonly number: number;
  /** The hash that the signer has seen: equal to that of the version. */
  readonly hash: string;
  readonly seatId: SeatId;
  readonly personId: PersonId;
  readonly meaning: SignatureMeaning;
  /** With a reservation or a refusal: what it is. */
  readonly note?: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** What a signature says. `decline` is kept and shown; it does not count as signed. */
export const signatureMeanings = ['agree', 'agree-with-reservation', 'decline'] as const;

/** One of {@link signatureMeanings}. */
export type SignatureMeaning = (typeof signatureMeanings)[number];
