/** What the sync server asks of its neighbours, and what it offers them. Wired in `server/main.ts`. */
import { type SectionRight } from '@alliance/shared/access/section-right';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { type StampedUser } from '@alliance/shared/sync/channel';
import { type CloseCode, type CloseReason } from '@alliance/shared/sync/close-code';
import { type Doc } from 'yjs';

import { type PlanRecord, type Session } from '../storage/port.ts';

/** Who may come in, decided before any frame is read. */
export interface Admission {
  /** Grows with everything but the clock that may make an answer given before untrue; absent where nobody can say. */
  readonly version?: number | undefined;
  /** The living session of a request, or undefined: no cookie, unknown, expired, or no persona chosen among several. */
  authenticate(credentials: Credentials): Promise<Visitor | undefined>;
  /** What a person may do in the section of a document now; undefined when it does not exist or they may not see it. */
  standingIn(person: Person, documentId: DocumentId): Promise<Standing | undefined>;
  /** What a person may see of a plan now, from one look at the records; undefined when they may not open it. */
  standingInPlan(person: Person, planId: string): Promise<PlanStanding | undefined>;
  /** A plan that the person may open; undefined otherwise. */
  planFor(person: Person, planId: string): Promise<PlanRecord | undefined>;
}

/** What a request brings to say who it is. */
export interface Credentials {
  /** The raw `Cookie` header. */
  readonly cookie: string | undefined;
  /** The tab's persona: header `x-alliance-persona` or `?as=` (demo only). */
  readonly persona: string | undefined;
}

/** A signed-in person. */
export interface Visitor {
  readonly session: Session;
  readonly person: Person;
}

/** A person's place in one document. */
export interface Standing {
  readonly right: Exclude<SectionRight, 'none'>;
  readonly seatId: string;
  readonly disciplineKey: string;
  readonly planId: string;
  /** When the clock alone changes that next; absent when it never does. */
  readonly until?: StandingEnd;
}

/** What the clock does to a standing. */
export interface StandingEnd {
  /** Milliseconds since the epoch. From this instant on the standing holds no more. */
  readonly at: number;
  /** The right is lost, or narrowed from edit; otherwise somebody has to ask what it is then. */
  readonly isEnd: boolean;
}

/** Whose rights may have changed: in a plan, of a person, or of this person in this plan. Of everybody, when empty. */
export interface RightsChange {
  readonly planId?: string;
  readonly personId?: PersonId;
}

/** A person's place in a plan. */
export interface PlanStanding {
  readonly disciplineKey: string;
  /** The documents that the person may read. */
  readonly readable: ReadonlySet<DocumentId>;
  /** When the clock alone changes that next, in milliseconds since the epoch; absent when it never does. */
  readonly until?: number;
}

/** The committed text of a document. */
export interface CommittedSection {
  readonly head: number;
  readonly section: SectionJson;
}

/** What was seen in a document, and at which row. */
export interface Committed<Seen> {
  readonly head: number;
  readonly seen: Seen;
}

/** A thread has changed. No content travels in an event. */
export interface ThreadEvent {
  readonly planId: string;
  readonly threadId: string;
  readonly version: number;
  readonly isFor: (personId: PersonId) => boolean;
}

/** A merge check was found or decided. No content travels in an event. */
export interface CheckEvent {
  readonly planId: string;
  readonly checkId: string;
  readonly version: number;
  readonly isFor: (personId: PersonId) => boolean;
}

/** The live documents, as the rest of the server sees them. */
export interface SyncServer {
  /** Reads what is on disk now (never what is only in memory). Rejects like `DocumentLog.loadDocument`; undefined when there is none. */
  read(documentId: DocumentId): Promise<CommittedSection | undefined>;
  /**
   * Reads something out of the document as it is on disk now. `look` must neither change the document nor keep it; it
   * runs again when what it saw did not reach the disk, and the last run counts. Rejects like
   * `DocumentLog.loadDocument`, and with what `look` throws; undefined when there is no such document.
   */
  look<Seen>(
    documentId: DocumentId,
    look: (doc: Doc) => Seen,
  ): Promise<Committed<Seen> | undefined>;
  /** Calls back after each commit of a document; the answer stops that. The listener must not throw. */
  onCommitted(listener: (documentId: DocumentId) => void): () => void;
  /** Ends every conversation about these documents and forgets them, after what was accepted is on disk. */
  closeDocuments(
    documentIds: readonly DocumentId[],
    code: CloseCode,
    reason: CloseReason,
  ): Promise<void>;
  /** Ends every socket of a session that is over, at once: 4401, nothing more is heard from them or told to them (SY19). */
  endSession(sessionRef: string): void;
  /** Tells every tab that watches the plan that its records changed; rights in it are looked at again, at once. */
  announce(planId: string): void;
  /**
   * Rights may have changed, as what is stored says now: whoever it concerns is asked about again, at once, and nobody
   * else. Sessions too, unless only a plan is named. Resolves when whoever lost theirs has been told.
   */
  rightsChanged(change: RightsChange): Promise<void>;
  /**
   * The same around the `write` that changes what is stored about rights: whoever loses theirs by it, not a row of
   * theirs is on disk after it. While it runs nothing of the plan's documents (of all, when no plan is named) is saved,
   * so it must be one call of the storage and must not close documents. Resolves and rejects as `write` does.
   */
  changeRights<Result>(change: RightsChange, write: () => Promise<Result>): Promise<Result>;
  /** Tells the tabs that watch the plan, of those people for whom `isFor` holds, that a thread changed. */
  announceThread(event: ThreadEvent): void;
  /** Tells the tabs that watch the plan, of those people for whom `isFor` holds, that a merge check was found or decided. */
  announceCheck(event: CheckEvent): void;
  /** Tells every tab of these people within a moment, whatever they show, that what needs them may have changed: many times in that moment count once (PR13). */
  announceInbox(personIds: ReadonlySet<PersonId>): void;
  /** Who has a plan open now, at most so many, without opening anything: for lists of plans. Whoever asks must be allowed to read the plan. */
  peopleOn(planId: string, most: number): readonly StampedUser[];
  /** Stops: every socket is closed with 4503 `stopping`, everything accepted is on disk. */
  close(): Promise<void>;
}
