/** Somebody in a room, and what they have sent so far. */
import { type PersonId } from '@alliance/shared/identity/person';

import { PresencePace } from './presence-pace.ts';
import { type MemberId } from './room-effect.ts';

/** Somebody in the room. */
export interface Member {
  readonly id: MemberId;
  readonly personId: PersonId;
  readonly seatId: string;
  readonly sessionRef: string;
  /** The JSON of the member's `StampedUser`. */
  readonly stamp: string;
  /** Whether the member understands messages 100 and 101. */
  readonly wantsAcks: boolean;
  /** Whether the member, told that their copy differs, loads the document into a new one (IN17). Others would only repeat it. */
  readonly canStartAfresh: boolean;
  readonly mayEdit: boolean;
}

/** What of a member changes with their rights while they are here. */
export type MemberPlace = Pick<Member, 'seatId' | 'stamp' | 'mayEdit'>;

/** An update with its place in the member's count. */
export interface CountedUpdate {
  readonly update: Uint8Array;
  /** Which sync step 2 or update frame it came in, from 1. */
  readonly frame: number;
  /** All frames up to this one are processed when it is. */
  readonly upTo: number;
  /** It answers the server's state vector: what it deletes is all that the member knows to be deleted. */
  readonly isAnswer: boolean;
  /** What the member last said that they have. */
  readonly known: Uint8Array | undefined;
}

/**
 * A member with the count of their frames. Whoever wrote while offline may write on before the server's question
 * reaches them: such an update builds on words that only their answer brings. It is parked until the answer is here,
 * and everything after it.
 */
export class Seat {
  member: Member;
  readonly pace = new PresencePace();
  /** Nothing more is heard from somebody whose conversation is ending. */
  isEnding = false;
  /** Whether the member has answered the server's state vector. */
  hasAnswered = false;
  /** The state vector with which the member last asked. */
  known: Uint8Array | undefined;
  #frames = 0;
  #parked: CountedUpdate[] = [];
  #parkedBytes = 0;

  constructor(member: Member) {
    this.member = member;
  }

  /** Counts a frame. */
  count(update: Uint8Array, isAnswer: boolean): CountedUpdate {
    this.#frames++;
    // Later ones are brought by somebody who has been told of much since they asked.
    const known = this.hasAnswered ? undefined : this.known;
    return { update, frame: this.#frames, upTo: this.#frames, isAnswer, known };
  }

  /** How many updates wait for the answer. */
  get parked(): number {
    return this.#parked.length;
  }

  /** How many bytes they have. */
  get parkedBytes(): number {
    return this.#parkedBytes;
  }

  /** Keeps an update until the answer comes. */
  park(counted: CountedUpdate): void {
    this.#parked.push(counted);
    this.#parkedBytes += counted.update.byteLength;
  }

  /** The answer has come: it first, then what waited for it. The last one's place is the answer's. */
  takeAnswer(answer: CountedUpdate): readonly CountedUpdate[] {
    const waited = this.#parked;
    const [first] = waited;
    const last = waited.at(-1);
    this.hasAnswered = true;
    this.#parked = [];
    this.#parkedBytes = 0;
    if (first === undefined || last === undefined) return [answer];
    return [
      { ...answer, upTo: first.frame - 1 },
      ...waited.slice(0, -1),
      { ...last, upTo: answer.frame },
    ];
  }
}
