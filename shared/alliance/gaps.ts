import { type Alliance, type Seat } from './alliance.ts';
import { coveredBy } from './coverage.ts';
import { isPatientSide } from './discipline.ts';
import { invitationAt } from './invitation.ts';

/**
 * What an alliance lacks in people, each as a plain sentence: required seats that nobody has accepted, and
 * professional seats that nobody covers now (CP5). The whole list is in `alliance-gaps.ts`.
 * @param now milliseconds since the epoch
 */
export function gapsOf(alliance: Alliance, now: number): readonly string[] {
  return alliance.seats.flatMap((seat) =>
    [unfilled(seat, now) ?? uncovered(seat, now) ?? []].flat(),
  );
}

/** That nobody has taken a required seat, if so. */
export function unfilled(seat: Seat, now: number): string | undefined {
  if (!seat.isRequired) return undefined;
  const title = inSentence(seat.role.title);
  const state = invitationAt(seat.invitation, now);
  if (state === 'accepted') return undefined;
  if (state === 'declined') return `The ${title} has declined.`;
  if (state === 'expired')
    return `No ${title} has accepted yet: the invitation has expired, ask again.`;
  return `No ${title} has accepted yet.`;
}

/** That nobody covers a required professional seat now, if so. */
export function uncovered(seat: Seat, now: number): string | undefined {
  const { invitation, isRequired, role } = seat;
  if (!isRequired || invitation.state !== 'accepted' || isPatientSide(role.disciplineKey))
    return undefined;
  if (coveredBy(seat, now).length > 0) return undefined;
  return `Nobody covers the seat of the ${inSentence(role.title)} now.`;
}

/** "Rehab physician" stands as "rehab physician" inside a sentence. */
export function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
