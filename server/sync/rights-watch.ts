/**
 * Looks again, every few seconds, at what was decided when a socket came in: sessions end, shifts end, rights are
 * taken away. One sweep for all sockets; within it each question is asked once, and only so many at a time. A question
 * that cannot be answered costs nobody their socket and hides nobody else's answer; the next sweep asks it again.
 */
import { closeCodes } from '@alliance/shared/sync/close-code';

import { limits } from '../core/limits.ts';
import { type Connection } from './connection.ts';
import { type Conversation } from './conversation.ts';
import { type Hub, mayEdit } from './hub.ts';
import { type LiveDocument } from './live-document.ts';
import { type Standing, type Visitor } from './ports.ts';

/** Checks sessions and rights of everybody who is connected. */
export class RightsWatch {
  readonly #hub: Hub;
  readonly #connections: ReadonlyMap<number, Connection>;
  #running: Promise<void> | undefined;
  #isWanted = false;

  constructor(hub: Hub, connections: ReadonlyMap<number, Connection>) {
    this.#hub = hub;
    this.#connections = connections;
  }

  /** Looks at everybody now; a call during a look leads to one more. */
  async sweep(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      // Each sweep starts when the last has ended: a slow storage is not asked twice at a time.
      // oxlint-disable-next-line no-await-in-loop
      await this.#sweepOnce();
    }
    this.#running = undefined;
  }

  async #sweepOnce(): Promise<void> {
    const questions = new Questions(this.#hub);
    await this.#each(this.#connections.values(), (one) => this.#checkSession(one, questions));
    const seats = [...this.#hub.documents.all].flatMap((live) =>
      [...live.conversations.values()].map((conversation) => ({ live, conversation })),
    );
    await this.#each(seats, (one) => this.#checkRight(one.live, one.conversation, questions));
    await this.#each(this.#connections.values(), (one) => this.#hub.board.review(one));
  }

  /** Checks all of them, so many at a time. What could not be found out is logged, once. */
  async #each<Item>(items: Iterable<Item>, check: (item: Item) => Promise<void>): Promise<void> {
    const all = [...items];
    const failures: unknown[] = [];
    for (let start = 0; start < all.length; start += limits.rightsAskedMax) {
      const group = all.slice(start, start + limits.rightsAskedMax);
      // oxlint-disable-next-line no-await-in-loop
      const results = await Promise.allSettled(group.map(check));
      for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
    }
    const [first] = failures;
    if (failures.length === 0) return;
    const error = first instanceof Error ? first.name : typeof first;
    this.#hub.logger.error({ error, unanswered: failures.length }, 'rights.unknown');
  }

  async #checkSession(connection: Connection, questions: Questions): Promise<void> {
    const visitor = await questions.visitor(connection);
    const isSame = visitor?.session.ref === connection.visitor.session.ref;
    if (!isSame) connection.close(closeCodes.signedOut, 'signed-out');
  }

  async #checkRight(
    live: LiveDocument,
    conversation: Conversation,
    questions: Questions,
  ): Promise<void> {
    const standing = await questions.standing(conversation);
    if (live.isGone || live.conversations.get(conversation.id) !== conversation) return;
    if (standing === undefined || (mayEdit(conversation.standing) && !mayEdit(standing))) {
      this.#hub.documents.expel(live, conversation.id, closeCodes.refused, 'revoked');
      return;
    }
    conversation.standing = standing;
    live.room.permit(conversation.id, mayEdit(standing));
  }
}

/** The questions of one sweep, each asked once. */
class Questions {
  readonly #hub: Hub;
  readonly #visitors = new Map<string, Promise<Visitor | undefined>>();
  readonly #standings = new Map<string, Promise<Standing | undefined>>();

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  visitor({ credentials }: Connection): Promise<Visitor | undefined> {
    const key = JSON.stringify([credentials.cookie, credentials.persona]);
    return once(this.#visitors, key, () => this.#hub.admission.authenticate(credentials));
  }

  standing({ connection, documentId }: Conversation): Promise<Standing | undefined> {
    const { person } = connection.visitor;
    const ask = () => this.#hub.admission.standingIn(person, documentId);
    return once(this.#standings, `${person.id} ${documentId}`, ask);
  }
}

function once<T>(asked: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = asked.get(key) ?? ask();
  asked.set(key, answer);
  return answer;
}
