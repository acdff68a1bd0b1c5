import { isCritical } from '@alliance/shared/comments/critical';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type DeskPage, type ThreadFilter } from './desk.ts';
import { seatsOfReader } from './reader.ts';

/** The threads that a filter lets through, in their order (RL8). Mine: what I opened, answered, or what is assigned to a seat of mine or mentions it. */
export function filterThreads(
  threads: readonly ThreadView[],
  filter: ThreadFilter,
  page: DeskPage,
): readonly ThreadView[] {
  const isMine = mineFor(page);
  return threads.filter((thread) => {
    if (!hasPart(thread, filter.disciplineKey)) return false;
    if (filter.show === 'open') return thread.status === 'open';
    if (filter.show === 'resolved') return thread.status === 'resolved';
    if (filter.show === 'critical') return isCritical(thread.kind) && !isSettled(thread);
    return filter.show === 'all' || isMine(thread);
  });
}

/** A critical thread that needs nothing any more. */
function isSettled({ status, readBack }: ThreadView): boolean {
  return status === 'resolved' && readBack?.confirmed !== undefined;
}

function hasPart({ comments }: ThreadView, disciplineKey: string | undefined): boolean {
  if (disciplineKey === undefined) return true;
  return comments.some(({ author }) => author.disciplineKey === disciplineKey);
}

function mineFor(page: DeskPage): (thread: ThreadView) => boolean {
  const seats = seatsOfReader(page);
  const seatIds = new Set(seats.map(({ id }) => id));
  const disciplineKeys = new Set(seats.map((seat) => seat.disciplineKey));
  return ({ comments, assignment }) =>
    seatIds.has(assignment.value?.seatId ?? '') ||
    comments.some(
      ({ author, mentions }) =>
        author.personId === page.personId ||
        mentions.some((mention) =>
          'seatId' in mention
            ? seatIds.has(mention.seatId)
            : disciplineKeys.has(mention.disciplineKey),
        ),
    );
}
