import { type Alliance, type Seat } from './alliance.ts';
import { coveredBy } from './coverage.ts';
import { isPatientSide } from './discipline.ts';
import { invitationAt } from './invitation.ts';

/**
 * What an alliance still lacks, each as a plain sentence: required seats that nobody has accepted, and
 * professional seats that nobody covers now (CP5).
 * @param now milliseconds since the epoch
 */
export function gapsOf(alliance: Alliance, now: number): readonly string[] {
  return alliance.seats.filter((seat) => seat.isRequired).flatMap((seat) => gapOf(seat, now));
}

function gapOf(seat: Seat, now: number): readonly string[] {
  const title = inSentence(seat.role.title);
  const state = invitationAt(seat.invitation, now);
  if (state === 'declined') return [`The ${title} has declined.`];
  if (state !== 'accepted') return [`No ${title} has accepted yet.`];
  if (isPatientSide(seat.role.disciplineKey) || coveredBy(seat, now).length > 0) return [];
  return [`Nobody covers the seat of the ${title} now.`];
}

/** "Rehab physician" stands as "rehab physician" inside a sentence. */
function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
