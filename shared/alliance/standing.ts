import { type Alliance, type Seat, type SeatId } from './alliance.ts';
import { type Signature } from './charter.ts';
import { disciplines, isPatientSide } from './discipline.ts';

/** Whether two or more different disciplines have accepted professional seats: what *interprofessional* means here, derived and never claimed. */
export function isInterprofessional(alliance: Alliance): boolean {
  const codes = alliance.seats
    .filter(
      ({ invitation, role }) =>
        invitation.state === 'accepted' && !isPatientSide(role.disciplineKey),
    )
    .map(({ role }) => disciplines[role.disciplineKey].code);
  return new Set(codes).size >= 2;
}

/** The seats whose signature the charter needs: every required professional seat. */
export function seatsToSign(alliance: Alliance): readonly Seat[] {
  return alliance.seats.filter(
    ({ isRequired, role }) => isRequired && !isPatientSide(role.disciplineKey),
  );
}

/** What a seat has agreed to of the version that asks for signatures now: its last word on it, unless that was no. */
export function signatureOf(alliance: Alliance, seatId: SeatId): Signature | undefined {
  const { sealed, signatures } = alliance.charter;
  const last = signatures.findLast(
    (each) => each.seatId === seatId && each.number === sealed?.number && each.hash === sealed.hash,
  );
  return last?.meaning === 'decline' ? undefined : last;
}
