import { standsFor } from '../access/alliance-access.ts';
import { type AllianceRelation, relationsToAlliance } from '../access/alliance-actions.ts';
import {
  type AllianceActor,
  type AllianceContext,
  type AllianceDecision,
} from './alliance-decision.ts';
import { type Alliance, type Seat, type SeatActor, type SeatId } from './alliance.ts';
import { seatsOf } from './coverage.ts';

/** One command's turn: what its family needs to decide it. */
export interface AllianceTurn {
  readonly alliance: Alliance;
  readonly actor: AllianceActor;
  readonly context: AllianceContext;
  /** `context.at`, in milliseconds since the epoch. */
  readonly now: number;
  /** What whoever asks is to the alliance, and to the seat that the command names. */
  readonly relations: ReadonlySet<AllianceRelation>;
}

/** The turn of somebody who asks something of an alliance. */
export function turnOf(
  alliance: Alliance,
  actor: AllianceActor,
  context: AllianceContext,
  seatId: SeatId | undefined,
): AllianceTurn {
  const now = Date.parse(context.at);
  const relations = relationsToAlliance(alliance, actor.id, now, seatId);
  return { alliance, actor, context, now, relations };
}

/** The alliance with something changed; its version is made by `decideAlliance` alone. */
export function changed(alliance: Alliance, change: Partial<Alliance>): AllianceDecision {
  return { ok: true, alliance: { ...alliance, ...change } };
}

/** The alliance with one seat changed. */
export function withSeat(alliance: Alliance, seat: Seat): AllianceDecision {
  return changed(alliance, { seats: replaced(alliance.seats, seat) });
}

/** Seats with the one of this id replaced. */
export function replaced(seats: readonly Seat[], seat: Seat): readonly Seat[] {
  return seats.map((each) => (each.id === seat.id ? seat : each));
}

/** The seat of this id, if the alliance has it. */
export function seatIn(alliance: Pick<Alliance, 'seats'>, seatId: SeatId): Seat | undefined {
  return alliance.seats.find(({ id }) => id === seatId);
}

/** In whose name something is done: the actor, in the first of their seats that is what it needs. */
export function seatActor(
  { alliance, actor, now }: AllianceTurn,
  isMeant: (seat: Seat) => boolean = () => true,
): SeatActor {
  const seats = [...standsFor(alliance, actor.id, now), ...seatsOf(alliance, actor.id, now)];
  const seat = seats.find(isMeant) ?? seats[0];
  if (seat === undefined) throw new TypeError('Whoever sits nowhere does nothing.');
  return { seatId: seat.id, personId: actor.id };
}
