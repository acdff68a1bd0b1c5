/**
 * Keeps what was decided when a socket came in true while it stays. Three ways lead here:
 *
 *   a record changed     `look`, about that plan or person alone, at once
 *   the clock went on    `Standing.until` and the session's end, at their instant (`expiry.ts`)
 *   something else       `sweep`, everybody, every few seconds: the net under the other two. Where it is known that no
 *                        record was written since the last one, nobody is asked about
 *
 * Within one look each question is asked once, and only so many at a time. A question that cannot be answered costs
 * nobody their socket and hides nobody else's answer; the next sweep asks it again. Answers are compared by when they
 * were asked for: a slow sweep never undoes what a look has found since.
 */
import { closeCodes } from '@alliance/shared/sync/close-code';

import { limits } from '../core/limits.ts';
import { type Connection } from './connection.ts';
import { type Conversation } from './conversation.ts';
import { type Expiry } from './expiry.ts';
import { type LiveDocument } from './live-document.ts';
import { type LiveDocuments, type Sender } from './live-documents.ts';
import { type PlanBoard } from './plan-board.ts';
import { type Admission, type RightsChange, type Standing, type Visitor } from './ports.ts';
import { stampOf } from './stamp.ts';
import { isNarrowed, mayEdit } from './standing.ts';
import { type SyncLog } from './sync-log.ts';

/** Whom and what the watch looks at. */
export interface Watched {
  readonly admission: Admission;
  readonly documents: LiveDocuments;
  readonly board: PlanBoard;
  readonly connections: ReadonlyMap<number, Connection>;
  readonly expiry: Expiry;
  readonly logger: SyncLog;
}

/** Somebody's conversation, in its document. */
interface Seated {
  readonly live: LiveDocument;
  readonly conversation: Conversation;
}

/** What a sweep goes by: which records, and which questions are open. */
interface Known {
  readonly records: number | undefined;
  readonly unanswered: number;
}

/** Checks sessions and rights of everybody who is connected. */
export class RightsWatch {
  readonly #watched: Watched;
  /** Names looks in the order in which they began to ask. */
  #lastAsked = 0;
  #version = 0;
  /** Questions that could not be answered so far. */
  #unanswered = 0;
  /** What the last sweep knew when it began. */
  #swept: Known | undefined;
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Grows with each change of rights that is known here: what was asked for under an older one may be out of date. */
  get version(): number {
    return this.#version + (this.#watched.admission.version ?? 0);
  }

  /** Looks at everybody whom a change concerns, now. Resolves when they have been told, with the number of this look. */
  async look(change: RightsChange): Promise<number> {
    this.#version++;
    return await this.review(change);
  }

  /**
   * Runs what changes stored rights while nothing that it may concern is handed to the disk, and looks before anything
   * is again: rows of somebody who lost their right by it never get there (SY30).
   */
  async change<Result>(change: RightsChange, write: () => Promise<Result>): Promise<Result> {
    const { documents } = this.#watched;
    const hold = documents.hold(change.planId);
    try {
      await documents.handedOver();
      return await write();
    } finally {
      const asked = await this.look(change);
      this.#endUnasked(change, asked);
      documents.release(
        hold,
        (sender) => !isConcerned(sender, change) || hasBeenAsked(sender, asked),
      );
    }
  }

  /** Whoever writes and could not be asked about comes in anew, and is asked then. */
  #endUnasked(change: RightsChange, asked: number): void {
    for (const { live, conversation } of this.#seatedIn(change)) {
      const isUnknown = mayEdit(conversation.standing) && conversation.askedAt < asked;
      if (isUnknown)
        this.#watched.documents.expel(live, conversation.id, closeCodes.tryAgain, 'storage-failed');
    }
  }

  /**
   * Looks at everybody now, unless nothing but the clock can have changed since the last sweep and it left no question
   * open. A call during a sweep leads to one more.
   */
  async sweep(): Promise<void> {
    if (this.#running === undefined && this.#isSwept) return;
    this.#isWanted = true;
    this.#running ??= this.#sweepWhileWanted();
    await this.#running;
  }

  /** Notes where somebody stands in a document from now on, and until when. */
  seat(seated: Seated, standing: Standing, askedAt: number = ++this.#lastAsked): void {
    const { conversation } = seated;
    const { until } = standing;
    const end = () => this.#endByClock(seated, until?.isEnd === true);
    conversation.stand(standing, until && this.#watched.expiry.at(until.at, end));
    conversation.askedAt = askedAt;
  }

  async #sweepWhileWanted(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      this.#swept = this.#known;
      // Each sweep starts when the last has ended: a slow storage is not asked twice at a time.
      // oxlint-disable-next-line no-await-in-loop
      await this.review({});
    }
    this.#running = undefined;
  }

  /** The same as {@link look} for what somebody may have missed: nothing is known to have changed. */
  async review(change: RightsChange): Promise<number> {
    const { board, admission } = this.#watched;
    const questions = new Questions(admission, ++this.#lastAsked);
    // A changed plan ends nobody's session.
    const people = change.planId === undefined ? this.#connectionsOf(change) : [];
    await Promise.all([
      this.#each(people, (one) => this.#checkSession(one, questions)),
      this.#each(this.#seatedIn(change), (one) => this.#checkRight(one, questions)),
    ]);
    await this.#each(this.#connectionsOf(change), (one) => board.review(one, change.planId));
    return questions.askedAt;
  }

  /** Where nobody can say when records change, every sweep looks. */
  get #isSwept(): boolean {
    const known = this.#known;
    return (
      known.records !== undefined &&
      known.records === this.#swept?.records &&
      known.unanswered === this.#swept.unanswered
    );
  }

  get #known(): Known {
    return { records: this.#watched.admission.version, unanswered: this.#unanswered };
  }

  #connectionsOf({ personId }: RightsChange): readonly Connection[] {
    const all = [...this.#watched.connections.values()];
    return personId === undefined ? all : all.filter((one) => one.visitor.person.id === personId);
  }

  #seatedIn({ planId, personId }: RightsChange): readonly Seated[] {
    return [...this.#watched.documents.all].flatMap((live) =>
      [...live.conversations.values()]
        .filter(({ standing }) => planId === undefined || standing.planId === planId)
        .filter(({ connection }) => (personId ?? connection.personId) === connection.personId)
        .map((conversation) => ({ live, conversation })),
    );
  }

  /** Checks all of them, so many at a time. What could not be found out is logged, once. */
  async #each<Item>(all: readonly Item[], check: (item: Item) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    for (let start = 0; start < all.length; start += limits.rightsAskedMax) {
      const group = all.slice(start, start + limits.rightsAskedMax);
      // oxlint-disable-next-line no-await-in-loop
      const results = await Promise.allSettled(group.map(check));
      for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
    }
    const [first] = failures;
    if (failures.length === 0) return;
    this.#unanswered += failures.length;
    const error = first instanceof Error ? first.name : typeof first;
    this.#watched.logger.error({ error, unanswered: failures.length }, 'rights.unknown');
  }

  async #checkSession(connection: Connection, questions: Questions): Promise<void> {
    const visitor = await questions.visitor(connection);
    const isSame = visitor?.session.ref === connection.visitor.session.ref;
    if (!isSame) connection.close(closeCodes.signedOut, 'signed-out');
  }

  async #checkRight(seated: Seated, questions: Questions): Promise<void> {
    const { live, conversation } = seated;
    const standing = await questions.standing(conversation);
    if (!isHere(seated) || conversation.askedAt > questions.askedAt) return;
    if (standing === undefined || isNarrowed(conversation.standing, standing)) {
      this.#watched.documents.revoke(live, conversation.id);
      return;
    }
    this.seat(seated, standing, questions.askedAt);
    const { visitor } = conversation.connection;
    this.#watched.documents.permit(live, conversation.id, {
      seatId: standing.seatId,
      stamp: JSON.stringify(stampOf(visitor, standing.disciplineKey)),
      mayEdit: mayEdit(standing),
    });
  }

  /** An end is known beforehand and needs no question; anything else that the clock changes is asked for. */
  #endByClock(seated: Seated, isEnd: boolean): void {
    const { live, conversation } = seated;
    if (!isHere(seated)) return;
    if (isEnd) this.#watched.documents.revoke(live, conversation.id);
    else void this.review({ personId: conversation.connection.personId });
  }
}

function isConcerned({ personId }: Sender, change: RightsChange): boolean {
  return change.personId === undefined || change.personId === personId;
}

/** Whoever has left, or could not be asked about, is not known to have their right still. */
function hasBeenAsked({ conversation }: Sender, asked: number): boolean {
  return conversation !== undefined && conversation.askedAt >= asked;
}

function isHere({ live, conversation }: Seated): boolean {
  return !live.isGone && live.conversations.get(conversation.id) === conversation;
}

/** The questions of one look, each asked once. */
class Questions {
  /** Which look this is. */
  readonly askedAt: number;
  readonly #admission: Admission;
  readonly #visitors = new Map<string, Promise<Visitor | undefined>>();
  readonly #standings = new Map<string, Promise<Standing | undefined>>();

  constructor(admission: Admission, askedAt: number) {
    this.#admission = admission;
    this.askedAt = askedAt;
  }

  visitor({ credentials }: Connection): Promise<Visitor | undefined> {
    const key = JSON.stringify([credentials.cookie, credentials.persona]);
    return once(this.#visitors, key, () => this.#admission.authenticate(credentials));
  }

  standing({ connection, documentId }: Conversation): Promise<Standing | undefined> {
    const { person } = connection.visitor;
    const ask = () => this.#admission.standingIn(person, documentId);
    return once(this.#standings, `${person.id} ${documentId}`, ask);
  }
}

function once<T>(asked: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = asked.get(key) ?? ask();
  asked.set(key, answer);
  return answer;
}
