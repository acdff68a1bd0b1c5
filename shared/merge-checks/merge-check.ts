/**
 * Two people changed the same place without seeing each other, and what stands there now may hold words twice, or not
 * at all. The text is never changed for them: a merge check shows what each wrote until a person has decided.
 */
import { type DocumentId } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';

/** A random UUID. */
export type MergeCheckId = string;

/** What may have gone wrong: words that are there twice, words that are nowhere, or numbers that two people changed. */
export const mergeCheckKinds = ['doubled', 'lost', 'numbers'] as const;

/** One of {@link mergeCheckKinds}. */
export type MergeCheckKind = (typeof mergeCheckKinds)[number];

/** One merge that a person has to look at. */
export interface MergeCheck {
  readonly id: MergeCheckId;
  readonly planId: string;
  readonly documentId: DocumentId;
  readonly kind: MergeCheckKind;
  /** The block ids where it shows, in reading order; the first that still stands is its place, else the section's head. */
  readonly blockIds: readonly string[];
  /** What each person wrote there, in the order in which it reached the disk: two or more, by two or more people. */
  readonly versions: readonly MergeVersion[];
  /** ISO 8601 instant at which it was found. */
  readonly at: string;
  /** From 1; each new state adds 1. */
  readonly version: number;
  readonly decision?: MergeDecision;
}

/** What one person's change would have left at the place, had they been alone. */
export interface MergeVersion {
  readonly personId: PersonId;
  /** The row of the document's log. */
  readonly seq: number;
  readonly committedAt: string;
  /** Plain text of the blocks concerned, one line each; at most {@link mergeTextMax} UTF-16 units. */
  readonly text: string;
}

/** How it ended, and who says so. The decider has put the text in order before, as anybody edits. */
export interface MergeDecision {
  readonly personId: PersonId;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly outcome: MergeOutcome;
}

/** `as-it-stands`: the text is right now. `gone`: the place is no longer there. */
export const mergeOutcomes = ['as-it-stands', 'gone'] as const;

/** One of {@link mergeOutcomes}. */
export type MergeOutcome = (typeof mergeOutcomes)[number];

/** Longest text of one version that a check keeps, in UTF-16 units. */
export const mergeTextMax = 4000;

/** `GET /api/plans/{planId}/merge-checks`: the open checks in sections that the reader may read, oldest first. */
export interface MergeChecksView {
  readonly checks: readonly MergeCheckView[];
}

/**
 * A check as its reader meets it. `GET /api/plans/{planId}/merge-checks/{checkId}` answers one, decided or not, so that
 * whoever comes second learns who was first.
 */
export interface MergeCheckView extends Omit<MergeCheck, 'versions' | 'planId'> {
  readonly versions: readonly (MergeVersion & {
    /** Name and discipline at the time of reading. */
    readonly name: string;
    readonly disciplineKey: string;
  })[];
  /** Name and discipline of who decided it, at the time of reading; absent while it is open. */
  readonly decidedBy?: { readonly name: string; readonly disciplineKey: string };
  /** Whether the reader may decide it now: who may edit the section, while it is open. */
  readonly canDecide: boolean;
}

/** Body of `POST /api/plans/{planId}/merge-checks/{checkId}`; answered with the {@link MergeCheckView}, also when it is sent once more. */
export interface DecideMergeCheck {
  readonly outcome: MergeOutcome;
  /** The version that was decided about; 409 (an `OperationOutcome`) when the check has another or is decided. */
  readonly version: number;
}
