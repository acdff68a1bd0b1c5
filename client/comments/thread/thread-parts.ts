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

/** Whether the reader opened the thread or sits in the seat to which it is assigned: these resolve it without a note (CM6). */
export function isOfReader(thread: ThreadView, page: DeskPage): boolean {
  const seatIds = seatsOfReader(page).map(({ id }) => id);
  return (
    authorOf(thread).personId === page.personId ||
    seatIds.includes(thread.assignment.value?.seatId ?? '')
  );
}

/** Whether the reader may assign it to others: its author and the owners of its place; everybody else takes it (CM9). */
export function mayAssignOthers(thread: ThreadView, page: DeskPage): boolean {
  if (authorOf(thread).personId === page.personId) return true;
  const seats = seatsOfReader(page);
  const { subject } = thread;
  if (subject.on === 'plan') return seats.some(({ isLead, isSteward }) => isLead || isSteward);
  const section = page.plan.sections.find(({ key }) => key === subject.sectionKey);
  return seats.some(({ id }) => section?.owners.some(({ seatId }) => seatId === id) === true);
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
