/** What of an alliance needs a person (IB23 to IB30), one question per reason. Pure: the record in, the rows out. */
import { decide, rightOfSeat } from '../access/access-table.ts';
import { type EmergencyEdit, type Seat } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { invitationAt } from '../alliance/invitation.ts';
import { seatsToSign, signatureOf } from '../alliance/standing.ts';
import { type AllianceAsked, inAlliance, inSeat, nameOf, namedInSeat } from './alliance-asked.ts';
import {
  type AllianceItem,
  type EmergencyItem,
  type InvitationItem,
  type SignItem,
  type UnansweredItem,
} from './alliance-item.ts';
import { owedBy } from './duty.ts';
import { beginningOf } from './excerpt.ts';
import { shiftNeedsOf } from './shift-needs.ts';

/** The rows, in no order of theirs. A closed alliance needs nobody. */
export function allianceNeedsOf(asked: AllianceAsked): readonly AllianceItem[] {
  const { alliance, personId, now } = asked;
  if (alliance.status === 'closed') return [];
  const owed = owedBy(personId, seatsOf(alliance, personId, now), now);
  const arranging = [
    ...invitations(asked),
    ...unanswered(asked, owed),
    ...owed.flatMap((seat) => toSign(asked, seat)),
  ];
  // Before the patient has agreed nobody works in the plan: only the alliance itself is made.
  if (alliance.consent === undefined) return arranging;
  return [...arranging, ...emergencies(asked, owed), ...shiftNeedsOf(asked, owed)];
}

/** Asked by name, and not answered in time or not yet (IB23). */
function invitations({ alliance, personId, names, now }: AllianceAsked): readonly InvitationItem[] {
  return alliance.seats.flatMap(({ id, role, invitation }) => {
    const { asked } = invitation;
    if (asked?.personId !== personId || invitationAt(invitation, now) !== 'requested') return [];
    return {
      reason: 'invitation',
      allianceId: alliance.id,
      seatId: id,
      seatTitle: role.title,
      disciplineKey: role.disciplineKey,
      byName: names.get(asked.by) ?? '',
      answerBy: asked.expiresAt,
      at: asked.at,
    };
  });
}

/** A seat that has said no to this version has answered, too (IB24). */
function toSign(asked: AllianceAsked, seat: Seat): readonly SignItem[] {
  const { alliance } = asked;
  const { sealed, signatures } = alliance.charter;
  const signers = seatsToSign(alliance);
  if (sealed === undefined || !signers.some(({ id }) => id === seat.id)) return [];
  const hasAnswered = signatures.some(
    ({ seatId, number, hash }) =>
      seatId === seat.id && number === sealed.number && hash === sealed.hash,
  );
  if (hasAnswered) return [];
  const signed = signers.filter(({ id }) => signatureOf(alliance, id) !== undefined).length;
  const { number, at } = sealed;
  return [
    {
      reason: 'sign',
      ...inSeat(asked, seat),
      number,
      signed,
      toSign: signers.length,
      at,
    },
  ];
}

/** For whoever leads (IB28). */
function unanswered(asked: AllianceAsked, owed: readonly Seat[]): readonly UnansweredItem[] {
  if (!owed.some(({ isLead }) => isLead)) return [];
  return asked.alliance.seats.flatMap((seat) => unansweredIn(asked, seat) ?? []);
}

/** Nobody sits there because of a no, or of an answer that did not come in time. */
function unansweredIn(asked: AllianceAsked, seat: Seat): UnansweredItem | undefined {
  const { asked: question, answer } = seat.invitation;
  const state = invitationAt(seat.invitation, asked.now);
  if (question === undefined || (state !== 'declined' && state !== 'expired')) return undefined;
  const no = state === 'declined' ? answer : undefined;
  const name = nameOf(asked, no?.personId ?? question.personId);
  const words = no?.reason ?? no?.recommendation;
  return {
    reason: 'unanswered',
    ...inSeat(asked, seat),
    state,
    ...(name !== undefined && { name }),
    ...(words !== undefined && { excerpt: beginningOf(words) }),
    at: no?.at ?? question.expiresAt,
  };
}

/** For whoever sits in a seat that edits the section by itself, until one of them has seen it (IB27). */
function emergencies(asked: AllianceAsked, owed: readonly Seat[]): readonly EmergencyItem[] {
  const { alliance, personId } = asked;
  return alliance.emergencies
    .filter(({ seen, by }) => seen === undefined && by.personId !== personId)
    .filter(({ sectionKey }) =>
      owed.some((seat) => decide(rightOfSeat(alliance, seat, sectionKey), 'section.edit').allowed),
    )
    .flatMap((emergency) => emergencyItem(asked, emergency) ?? []);
}

function emergencyItem(
  asked: AllianceAsked,
  { id, sectionKey, by, reason, from }: EmergencyEdit,
): EmergencyItem | undefined {
  const section = asked.plan.sections.find(({ key }) => key === sectionKey);
  return (
    section && {
      reason: 'emergency',
      ...inAlliance(asked),
      emergencyId: id,
      section: { key: section.key, heading: section.heading },
      by: namedInSeat(asked, by),
      excerpt: beginningOf(reason),
      at: from,
    }
  );
}
