import { type SectionKey } from '@alliance/shared/careplan/section';
import {
  type Audience,
  type CommentPurpose,
  type ThreadKind,
} from '@alliance/shared/comments/thread';

import { type CastKey } from './cast.ts';

/** A thread of the demo as it is told; `case-threads.ts` makes the record of it. */
export interface ToldThread {
  readonly sectionKey: SectionKey;
  /** What it is about: words that stand in the section once. */
  readonly about: string;
  readonly kind: ThreadKind;
  readonly audience: Audience;
  /** The title of the seat that owes an answer, and in how many days. */
  readonly assigned?: { readonly seat: string; readonly inDays: number };
  /** Oldest first; the first one opened the thread. */
  readonly comments: readonly [ToldComment, ...(readonly ToldComment[])];
  /** Whoever wrote the last comment closed the thread with it. */
  readonly isResolved?: true;
}

/** One comment, so many hours before now. */
export interface ToldComment {
  readonly by: CastKey;
  readonly hoursAgo: number;
  readonly text: string;
  /** A plain comment unless it says otherwise. */
  readonly purpose?: CommentPurpose;
  /** Titles of the seats that it calls. */
  readonly calls?: readonly string[];
  /** What it said before, until so many hours before now. */
  readonly before?: { readonly text: string; readonly untilHoursAgo: number };
}
