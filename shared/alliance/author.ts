import { type PersonId } from '../identity/person.ts';
import { type SeatId } from './alliance.ts';
import { type DisciplineKey } from './discipline.ts';

/** Who did something, as they were at the time: it stays when they leave the alliance. */
export interface Author {
  readonly personId: PersonId;
  readonly seatId: SeatId;
  /** "Hannah Lindqvist PT". */
  readonly name: string;
  readonly disciplineKey: DisciplineKey;
  /** The seat's title: "Physiotherapist". */
  readonly title: string;
}
