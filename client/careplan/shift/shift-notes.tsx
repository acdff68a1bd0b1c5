import { type CoverView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { endingStretch, nextAfter, noteBefore } from '@alliance/shared/alliance/handover';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type JSX } from 'react';
import { useNow } from 'use-intl';

import { LeaveNote } from './leave-note.tsx';
import { NoteBefore } from './note-before.tsx';

import styles from './shift.module.css';

/** What the change of shifts asks of me on this plan: a note to leave, or the note of the one before me. */
export function ShiftNotes({
  plan,
  personId,
}: {
  readonly plan: PlanView;
  /** Me. */
  readonly personId: string;
}): JSX.Element | null {
  const now = useNow({ updateInterval: 30_000 }).getTime();
  const mine = plan.alliance.seats.filter(
    ({ id, disciplineKey }) => plan.mySeatIds.includes(id) && isOfTeam(disciplineKey),
  );
  const notes = mine.flatMap((seat) => noteFor(seat, personId, now) ?? []);
  const ends = mine.flatMap((seat) => endOf(seat, personId, now) ?? []);
  if (notes.length + ends.length === 0) return null;
  return (
    <div ref={arrive} id="shift" tabIndex={-1} className={styles['notes']}>
      {notes.map(({ seat, row, note }) => (
        <NoteBefore key={`${seat.id} ${note.at}`} plan={plan} seat={seat} row={row} note={note} />
      ))}
      {ends.map(({ seat, row, next }) => (
        <LeaveNote key={`${seat.id} ${row.from}`} plan={plan} seat={seat} row={row} next={next} />
      ))}
    </div>
  );
}

/** Whoever comes here for it, from the list of what needs them, has it in the window. */
function arrive(element: HTMLElement | null): void {
  if (element === null || window.location.hash !== '#shift') return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
}

function isOfTeam(discipline: string): boolean {
  return isDisciplineKey(discipline) && !isPatientSide(discipline);
}

/** The unread note of somebody else, for whoever sits in the seat now. */
function noteFor(
  seat: SeatView,
  personId: string,
  now: number,
): { readonly seat: SeatView; readonly row: CoverView; readonly note: Note } | undefined {
  const isHere = seat.coverage.some(
    (row) => row.personId === personId && Date.parse(row.from) <= now && !isOver(row, now),
  );
  const row = noteBefore(seat.coverage, personId);
  const note = row?.handover;
  if (!isHere || row === undefined || note === undefined || note.isSeen === true) return undefined;
  return { seat, row, note };
}

/** What somebody has left to the next one. */
export type Note = NonNullable<CoverView['handover']>;

function isOver({ to }: CoverView, now: number): boolean {
  return to !== undefined && Date.parse(to) <= now;
}

/** My shift that ends soon or has ended, with who comes. */
function endOf(seat: SeatView, personId: string, now: number) {
  const row = endingStretch(seat.coverage, personId, now);
  return row && { seat, row, next: nextAfter(seat.coverage, personId, Date.parse(row.to)) };
}
