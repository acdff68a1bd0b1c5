/** What needs one person, on Home (rules IB of `SPEC.md`). Items are derived from the records each time; nothing of them is stored but what has been read. */
import { type SectionKey } from '../careplan/section.ts';
import { type Author, type ThreadId } from '../comments/thread.ts';
import { type AllianceItem, type AllianceReason } from './alliance-item.ts';

/** Why something needs me, most urgent first: this is also the order of the list. */
export const inboxReasons = [
  /** A critical thread that I should read back. */
  'read-back',
  /** Somebody has read my critical thread back; I should confirm. */
  'confirm',
  /** Nobody has read my critical thread back for half an hour; I should call whom it waits for (IB21). */
  'unheard',
  /** Somebody who may only suggest has changed a section of my seat, because it could not wait (IB27). */
  'emergency',
  /** My shift ends or has just ended: I should leave a note to who comes (IB25). */
  'hand-over',
  /** The one before me has left a note in my seat (IB26). */
  'note',
  /** Assigned to my seat and due today or before. */
  'due',
  /** Nobody covers a seat tonight, and I keep the team (IB29). */
  'uncovered',
  /** Open in a section of my seat and assigned to nobody: unanswered for a day, or asked by patient or family. */
  'waiting',
  /** I am asked to take a seat (IB23). */
  'invitation',
  /** The charter asks for the signature of my seat (IB24). */
  'sign',
  /** Who was asked to take a seat has said no, or nothing in time, and I lead (IB28). */
  'unanswered',
  /** My seat or discipline is mentioned, and I have not read it. */
  'mention',
  /** Assigned to my seat. */
  'assigned',
  /** A thread of mine has an answer that I have not read. */
  'answered',
] as const satisfies readonly (ThreadReason | AllianceReason)[];

/** One of {@link inboxReasons}. */
export type InboxReason = (typeof inboxReasons)[number];

/** Why a thread needs me, most urgent first. */
export const threadReasons = [
  'read-back',
  'confirm',
  'unheard',
  'due',
  'waiting',
  'mention',
  'assigned',
  'answered',
] as const;

/** One of {@link threadReasons}. */
export type ThreadReason = (typeof threadReasons)[number];

/** One row of the inbox. */
export type InboxItem = ThreadItem | AllianceItem;

/** One thread, for its most urgent reason. */
export interface ThreadItem {
  readonly reason: ThreadReason;
  readonly threadId: ThreadId;
  readonly planId: string;
  readonly planTitle: string;
  readonly patientName: string;
  /** Absent for a thread on the whole plan. */
  readonly section?: { readonly key: SectionKey; readonly heading: string };
  /** Whose words are shown: the comment for which the thread needs me. */
  readonly from: Author;
  /** The beginning of these words, at most `excerptCharactersMax`. */
  readonly excerpt: string;
  /** ISO 8601 instant of that comment. */
  readonly at: string;
  /** ISO 8601 date, where there is one. */
  readonly dueOn?: string;
  /** How many comments of the thread must be read for the item to go, where reading is enough; absent otherwise. */
  readonly readsTo?: number;
  /** Whom to call, where calling is what is asked; absent otherwise, and where nobody can be called. */
  readonly call?: readonly SeatToCall[];
}

/** A seat that can be called. */
export interface SeatToCall {
  readonly title: string;
  /** As a person reads it: "ext. 4412". May be empty. */
  readonly contact: string;
}

/** Whether a row is about a thread. */
export function isThreadItem(item: InboxItem): item is ThreadItem {
  return 'threadId' in item;
}

/** What a row is about, as a key: in one list no two rows have the same one. It says nothing to people. */
export function inboxKeyOf(item: InboxItem): string {
  if (isThreadItem(item)) return item.threadId;
  const what = item.reason === 'emergency' ? item.emergencyId : item.seatId;
  return `${item.reason} ${item.allianceId} ${what}`;
}

/** `GET /api/inbox`: in the order of {@link inboxReasons}, then oldest first. */
export interface InboxView {
  readonly items: readonly InboxItem[];
}

/** How often a person wants to be told by e-mail that something needs them. Quiet by default: `never`. */
export const digestRhythms = ['never', 'daily', 'hourly'] as const;

/** One of {@link digestRhythms}. */
export type DigestRhythm = (typeof digestRhythms)[number];

/** `GET /api/me/notifications`. */
export interface NotificationSettings {
  readonly rhythm: DigestRhythm;
  /** Full hour of the day at which the daily e-mail leaves, 0 to 23, in {@link timeZone}. */
  readonly hour: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Where it goes; absent until somebody has given an address. */
  readonly address?: string;
  /** The address was confirmed with the code that was sent there; nothing else is sent before. */
  readonly isConfirmed: boolean;
  /** A code was sent to this one too: it takes the place of the confirmed one when that comes back (IB18). */
  readonly newAddress?: string;
  /** Whether this server can send e-mail at all. */
  readonly canSend: boolean;
}
