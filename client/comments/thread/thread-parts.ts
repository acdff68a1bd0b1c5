import { toSeatId } from '@alliance/shared/alliance/alliance';
import { isCritical } from '@alliance/shared/comments/critical';
import { type ThreadKind } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type Desk, type DeskPage } from '../desk/desk.ts';
import { seatsOfReader } from '../desk/reader.ts';

/** What every part of a card needs. */
export interface ThreadParts {
  readonly desk: Desk;
  readonly page: DeskPage;
  readonly thread: ThreadView;
}

/** Who opened a thread. */
export function authorOf({ comments: [first] }: ThreadView): ThreadView['comments'][0]['author'] {
  return first.author;
}

/** What a card calls its thread: while people disagree, the more urgent one counts (CM14). */
export function kindShown({ kind }: ThreadView): ThreadKind {
  return isCritical(kind) ? 'critical' : kind.value;
}

/** The seat in which the reader would take a thread. */
export function seatToTake(page: DeskPage): ReturnType<typeof toSeatId> | undefined {
  const seat = seatsOfReader(page).find(({ invitation }) => invitation === 'accepted');
  return seat === undefined ? undefined : toSeatId(seat.id);
}

/** The name of somebody known by id alone: from the thread, else from the alliance; undefined for nobody known. */
export function nameOf(personId: string, { page, thread }: ThreadParts): string | undefined {
  const wrote = thread.comments.find(({ author }) => author.personId === personId);
  const covers = page.plan.alliance.seats.flatMap(({ now }) => now);
  return wrote?.author.name ?? covers.find((cover) => cover.personId === personId)?.name;
}

/** The address of a thread, to be sent to a colleague (RL12). */
export function linkTo({ planId, subject, id }: ThreadView): string {
  const section = subject.on === 'plan' ? '' : `/${subject.sectionKey}`;
  return `/plans/${planId}${section}?thread=${id}`;
}
