import { type Alliance, type SeatId } from './alliance.ts';
import { handoverGraceMs } from './coverage.ts';

/** Something that changes in an alliance by the clock alone, without a command. */
export interface ClockChange {
  readonly what:
    | 'cover-begins'
    | 'cover-ends'
    | 'grace-ends'
    | 'invitation-expires'
    | 'emergency-ends';
  /** Milliseconds since the epoch: from this instant on it is so. */
  readonly at: number;
  readonly seatId: SeatId;
}

/** What changes by the clock after `after` and until `until`, in order; both in milliseconds since the epoch (AL50). Nothing does in a closed alliance. */
export function changesByClock(
  alliance: Alliance,
  after: number,
  until: number,
): readonly ClockChange[] {
  if (alliance.status === 'closed') return [];
  return allChanges(alliance)
    .filter(({ at }) => at > after && at <= until)
    .toSorted((one, other) => one.at - other.at);
}

/** When the next thing changes by the clock after `after`; undefined when nothing will. */
export function nextChangeAt(alliance: Alliance, after: number): number | undefined {
  return changesByClock(alliance, after, Number.POSITIVE_INFINITY)[0]?.at;
}

function allChanges({ seats, emergencies }: Alliance): readonly ClockChange[] {
  return [
    ...seats.flatMap((seat): readonly ClockChange[] => {
      const { id: seatId, invitation, coverage } = seat;
      if (invitation.state === 'requested' && invitation.asked !== undefined)
        return [{ what: 'invitation-expires', at: Date.parse(invitation.asked.expiresAt), seatId }];
      if (invitation.state !== 'accepted') return [];
      return coverage.flatMap(({ from, to }): readonly ClockChange[] => {
        const begins = { what: 'cover-begins', at: Date.parse(from), seatId } as const;
        if (to === undefined) return [begins];
        const end = Date.parse(to);
        return [
          begins,
          { what: 'cover-ends', at: end, seatId },
          { what: 'grace-ends', at: end + handoverGraceMs, seatId },
        ];
      });
    }),
    ...emergencies.map(({ to, by: { seatId } }): ClockChange => ({
      what: 'emergency-ends',
      at: Date.parse(to),
      seatId,
    })),
  ];
}
