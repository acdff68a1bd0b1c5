import { type DocumentId, type SectionKey } from '../careplan/section.ts';
import { type Person, type PersonId } from '../identity/person.ts';
import {
  type AllianceRefusal,
  type AllianceRefusalReason,
  allianceRefusals,
} from './alliance-refusals.ts';
import { type Alliance } from './alliance.ts';

/** What becomes of an alliance, or why nothing does. */
export type AllianceDecision =
  | { readonly ok: true; readonly alliance: Alliance }
  | { readonly ok: false; readonly refusal: AllianceRefusal };

/** Who asks. */
export type AllianceActor = Pick<Person, 'id' | 'name'>;

/** What a decision needs to know of the world. */
export interface AllianceContext {
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  /** The sections that the plan has, in reading order. */
  readonly sectionKeys: readonly SectionKey[];
  /** Whether somebody whom the command names is a person who can be asked: known to whoever asks, and not suspended. */
  readonly knows: (personId: PersonId) => boolean;
}

/** What founding an alliance needs to know beside that. */
export interface FoundingContext extends AllianceContext {
  /** The document of the charter's prose, already named. */
  readonly charterDocumentId: DocumentId;
}

/** A refusal, with its rule. */
export function refusedAlliance(
  reason: AllianceRefusalReason,
  personId?: PersonId,
): Extract<AllianceDecision, { ok: false }> {
  const rule = allianceRefusals[reason];
  return { ok: false, refusal: { rule, reason, ...(personId !== undefined && { personId }) } };
}
