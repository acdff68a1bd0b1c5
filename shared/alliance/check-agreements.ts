import { agreementCharactersMax, agreementsMax } from '../limits.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { seatIn } from './alliance-turn.ts';
import { type Alliance, type SeatId } from './alliance.ts';
import { type Agreements } from './charter.ts';
import { checkLength, checkWritten } from './check-words.ts';
import { isPatientSide } from './discipline.ts';

/** What is wrong with the agreements of a charter, if anything (AL32). */
export function checkAgreements(
  alliance: Pick<Alliance, 'seats'>,
  agreements: Agreements,
  now: number,
): AllianceRefusalReason | undefined {
  const { working, reviewBy } = agreements;
  if (working.length > agreementsMax) return 'agreements-full';
  if (hasDoubles(working.map(({ id }) => id))) return 'agreement-twice';
  if (Number.isNaN(Date.parse(reviewBy)) || Date.parse(reviewBy) + dayMs <= now)
    return 'review-in-the-past';
  return checkNamedSeats(alliance, agreements) ?? checkTexts(agreements);
}

const dayMs = 24 * 60 * 60_000;

function checkNamedSeats(
  alliance: Pick<Alliance, 'seats'>,
  { tieBreakSeatId, escalationPath, partnership }: Agreements,
): AllianceRefusalReason | undefined {
  if (hasDoubles(escalationPath)) return 'agreement-twice';
  const isProfessional = (id: SeatId): boolean => {
    const seat = seatIn(alliance, id);
    return seat !== undefined && !isPatientSide(seat.role.disciplineKey);
  };
  const deciding = [...escalationPath, ...[tieBreakSeatId ?? []].flat()];
  const { representativeSeatId } = partnership;
  const speaksForPatient =
    representativeSeatId === undefined ||
    (seatIn(alliance, representativeSeatId) !== undefined && !isProfessional(representativeSeatId));
  return deciding.every(isProfessional) && speaksForPatient ? undefined : 'agreement-wrong-seat';
}

function checkTexts(agreements: Agreements): AllianceRefusalReason | undefined {
  const { working, responses, meetingNorms, conflictSteps } = agreements;
  const { routine, urgent, critical } = responses;
  return [
    ...working.map(({ text }) => checkWritten(text, agreementCharactersMax)),
    ...[routine, urgent, critical, meetingNorms, conflictSteps].map((text) =>
      checkLength(text, agreementCharactersMax),
    ),
  ].find((problem) => problem !== undefined);
}

function hasDoubles(ids: readonly string[]): boolean {
  return new Set(ids).size < ids.length;
}
