import { type Alliance, type Seat } from './alliance.ts';
import { isBlank } from './check-words.ts';
import { isPatientSide } from './discipline.ts';
import { seatsToSign, signatureOf } from './standing.ts';

/** What an alliance waits for before it is active (AL38). */
export interface ActivationNeeds {
  readonly purpose: boolean;
  /** Fewer than two professionals have accepted. */
  readonly professionals: boolean;
  readonly consent: boolean;
  /** The charter was not put forward, or not since a required seat has gone. */
  readonly charter: boolean;
  /** Required seats that nobody has accepted. */
  readonly accepting: readonly Seat[];
  /** Required professional seats that have not signed the present version. */
  readonly signing: readonly Seat[];
}

/** What is missing before an alliance can be active. */
export function activationNeeds(alliance: Alliance): ActivationNeeds {
  const { purpose, consent, charter, seats, noLongerRequired = [] } = alliance;
  return {
    purpose: isBlank(purpose),
    professionals: seats.filter(isProfessional).filter(isAccepted).length < 2,
    consent: consent === undefined,
    charter: charter.sealed === undefined || noLongerRequired.length > 0,
    accepting: seats.filter((seat) => seat.isRequired && !isAccepted(seat)),
    signing: seatsToSign(alliance).filter(({ id }) => signatureOf(alliance, id) === undefined),
  };
}

/** Whether nothing is missing any more. */
export function isReady(alliance: Alliance): boolean {
  const { accepting, signing, ...others } = activationNeeds(alliance);
  return (
    accepting.length === 0 && signing.length === 0 && Object.values(others).every((each) => !each)
  );
}

/** A proposed alliance becomes active by itself, in the very command with which the last condition is met. */
export function activated(alliance: Alliance, at: string): Alliance {
  if (alliance.status !== 'proposed' || !isReady(alliance)) return alliance;
  return { ...alliance, status: 'active', activeSince: at };
}

function isProfessional({ role }: Seat): boolean {
  return !isPatientSide(role.disciplineKey);
}

function isAccepted({ invitation }: Seat): boolean {
  return invitation.state === 'accepted';
}
