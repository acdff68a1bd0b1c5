import { type SeatId } from '../alliance/alliance.ts';
import { type DisciplineKey } from '../alliance/discipline.ts';
import { type PlanId } from '../careplan/care-plan.ts';
import { type SectionKey } from '../careplan/section.ts';
import { identifierOf, identifierPattern } from '../identity/identifier.ts';
import { type PersonId } from '../identity/person.ts';
import { type Anchor } from './anchor.ts';
import { type Field } from './field.ts';

/** Identity of a thread: a UUID version 7 that its author's client made. */
export type ThreadId = string & { readonly __brand: 'ThreadId' };

function isThreadId(text: string): text is ThreadId {
  return identifierPattern.test(text);
}

/** The id of a thread out of a string that must be one; throws a `TypeError` otherwise. */
export const toThreadId = identifierOf(isThreadId);

/** Identity of a comment in its thread: a UUID version 7 that its author's client made. */
export type CommentId = string & { readonly __brand: 'CommentId' };

function isCommentId(text: string): text is CommentId {
  return identifierPattern.test(text);
}

/** The id of a comment out of a string that must be one; throws a `TypeError` otherwise. */
export const toCommentId = identifierOf(isCommentId);

/** What a thread is for. `critical` needs a read-back; `sbar` opens with four boxes. */
export const threadKinds = ['question', 'information', 'sbar', 'handoff', 'critical'] as const;

/** One of {@link threadKinds}. */
export type ThreadKind = (typeof threadKinds)[number];

/**
 * Who reads a thread, besides having a right to its place: the professionals alone, or patient and family too. It is
 * chosen when the thread is opened and never widened: what was said among colleagues stays there.
 */
export const audiences = ['team', 'shared'] as const;

/** One of {@link audiences}. */
export type Audience = (typeof audiences)[number];

/**
 * A conversation at a place of the plan. A record of the server: never in the text, never a mark. Nothing in
 * it is deleted. FHIR R4 `Communication`s with `inResponseTo`.
 */
export interface Thread {
  readonly id: ThreadId;
  readonly planId: PlanId;
  readonly subject: Subject;
  readonly audience: Audience;
  readonly kind: Field<ThreadKind>;
  readonly assignment: Field<Assignment | null>;
  readonly status: 'open' | 'resolved';
  /** Who closed it; absent while open. */
  readonly resolved?: { readonly by: Author; readonly at: string };
  /** The newest read-back of a critical thread; absent until somebody has read back, and again after "not quite". */
  readonly readBack?: ReadBack;
  /** Oldest first; the first one opened the thread and its author is the thread's author. */
  readonly comments: readonly [Comment, ...(readonly Comment[])];
  /** From 1; one more with every change. */
  readonly version: number;
}

/** What a thread is about. */
export type Subject =
  | { readonly on: 'plan' }
  | { readonly on: 'section'; readonly sectionKey: SectionKey }
  | TextSubject
  | NodeSubject;

/** A range of a section's text. */
export interface TextSubject extends Quoted {
  readonly on: 'text';
  readonly anchor: Anchor;
}

/** A chip or card in a section's text: found by its own id, wherever it is moved. */
export interface NodeSubject extends Quoted {
  readonly on: 'node';
  readonly node: SubjectNode;
  readonly nodeId: string;
}

interface Quoted {
  readonly sectionKey: SectionKey;
  /** The words as they stood when the thread was opened or last attached; what stays when the text goes. */
  readonly quote: string;
  /** The server found these words in the text itself; without it the author's client said so. */
  readonly isQuoteVerified: boolean;
  /** The words are not in the section any more: the thread is unplaced (AN). Absent while they are. */
  readonly removed?: Removal;
}

/** How commented text went away. `by` is absent when nobody can be named. */
export interface Removal {
  readonly at: string;
  readonly by?: Author;
}

/** Nodes of the schema that a thread can be about. */
export const subjectNodes = ['chip', 'goal', 'intervention', 'contingency'] as const;

/** One of {@link subjectNodes}. */
export type SubjectNode = (typeof subjectNodes)[number];

/** Who did something, as they were at the time: it stays when they leave the alliance. */
export interface Author {
  readonly personId: PersonId;
  readonly seatId: SeatId;
  /** "Hannah Lindqvist PT". */
  readonly name: string;
  readonly disciplineKey: DisciplineKey;
  /** The seat's title: "Physiotherapist". */
  readonly title: string;
}

/** The seat that owes an answer, and until when. */
export interface Assignment {
  readonly seatId: SeatId;
  /** ISO 8601 date, in the plan's calendar. */
  readonly dueOn?: string;
}

/** One contribution to a thread. */
export interface Comment {
  readonly id: CommentId;
  readonly author: Author;
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  readonly purpose: CommentPurpose;
  readonly words: Words;
  readonly mentions: readonly Mention[];
  /** What it said before, oldest first. */
  readonly earlier: readonly EarlierWords[];
}

/** What a comment said until it was changed. */
export interface EarlierWords {
  readonly words: Words;
  /** Whom it called until then; absent where that stayed as it was. */
  readonly mentions?: readonly Mention[];
  /** When it was changed. */
  readonly at: string;
}

/** Why a comment was written: as such, as a read-back, as its sender's "not quite", or as the note of who closed or reopened the thread. */
export type CommentPurpose = 'comment' | 'read-back' | 'not-quite' | 'resolution' | 'reopening';

/** Plain text, or the four boxes of SBAR. Text is shown as it was typed; it is never HTML. */
export type Words = { readonly text: string } | { readonly sbar: Sbar };

/** Situation, background, assessment, recommendation: each at most as long as a comment; at least one is not empty. */
export interface Sbar {
  readonly situation: string;
  readonly background: string;
  readonly assessment: string;
  readonly recommendation: string;
}

/** Whom a comment calls: whoever sits in a seat, or everybody of a discipline. */
export type Mention = { readonly seatId: SeatId } | { readonly disciplineKey: DisciplineKey };

/** What the receiver of a critical thread understood, and the sender's yes. */
export interface ReadBack {
  readonly commentId: CommentId;
  readonly by: Author;
  readonly at: string;
  readonly confirmed?: { readonly by: Author; readonly at: string };
}
