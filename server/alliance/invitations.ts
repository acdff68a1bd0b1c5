import { createHash, randomBytes } from 'node:crypto';

import { type Seat } from '@alliance/shared/alliance/alliance';
import { type AllianceServerCommand } from '@alliance/shared/alliance/alliance-command';
import {
  type AnswerInvitation,
  type MyInvitation,
} from '@alliance/shared/alliance/alliance-request';
import { type InvitationView } from '@alliance/shared/alliance/alliance-view';
import { invitationAt } from '@alliance/shared/alliance/invitation';
import { type Person } from '@alliance/shared/identity/person';

import { type Problem } from '../http/problem.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type AllianceDesk } from './alliance-desk.ts';
import { allianceProblems } from './alliance-problems.ts';

/** Invitations as whoever is asked meets them: not a word about the patient before they have accepted. */
export interface Invitations {
  /** What a link asks; undefined when it works no more. */
  look(secret: string): Promise<InvitationView | undefined>;
  /** The seats that somebody is asked by name to take. */
  of(person: Person): Promise<readonly MyInvitation[]>;
  /** Accepts or declines by link. */
  answer(person: Person, asked: AnswerInvitation): Promise<PlanRecord | Problem>;
}

/** What invitations are found in. */
export interface InvitationSettings {
  readonly storage: Pick<Storage, 'allianceOfLink' | 'plansOf' | 'person'>;
  readonly desk: Pick<AllianceDesk, 'change'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A new secret for a link, and what the storage keeps of it. */
export function newLink(): { readonly secret: string; readonly linkDigest: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, linkDigest: linkDigestOf(secret) };
}

/** SHA-256 of a link's secret, hex. */
export function linkDigestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Invitations out of the records. */
export function createInvitations(settings: InvitationSettings): Invitations {
  const { storage, desk, now } = settings;

  async function seatOfLink(linkDigest: string) {
    const record = await storage.allianceOfLink(linkDigest);
    const seat = record?.alliance.seats.find(
      ({ invitation }) => invitation.asked?.linkDigest === linkDigest,
    );
    if (record === undefined || seat === undefined) return undefined;
    return record.alliance.status === 'closed' ? undefined : { record, seat };
  }

  async function viewOf({ alliance }: PlanRecord, seat: Seat): Promise<InvitationView | undefined> {
    const { asked } = seat.invitation;
    if (asked === undefined) return undefined;
    const by = await storage.person(asked.by);
    const { title, disciplineKey, responsibilities, offers, needs } = seat.role;
    const others = alliance.seats.filter(({ id }) => id !== seat.id);
    return {
      state: invitationAt(seat.invitation, now()),
      byName: by?.name ?? '',
      message: asked.message,
      expiresAt: asked.expiresAt,
      title,
      disciplineKey,
      responsibilities,
      offers,
      needs,
      others: others.map(({ role }) => role.title),
    };
  }

  async function myInvitation(record: PlanRecord, seat: Seat): Promise<MyInvitation | undefined> {
    const view = await viewOf(record, seat);
    return view && { ...view, allianceId: record.alliance.id, seatId: seat.id };
  }

  return {
    async look(secret) {
      const found = await seatOfLink(linkDigestOf(secret));
      return found && viewOf(found.record, found.seat);
    },

    async of(person) {
      const records = await storage.plansOf(person.id);
      const asked = records.flatMap((record) =>
        seatsAskedOf(record, person, now()).map((seat) => myInvitation(record, seat)),
      );
      return (await Promise.all(asked)).filter((each) => each !== undefined);
    },

    async answer(person, asked) {
      const linkDigest = linkDigestOf(asked.secret);
      const found = await seatOfLink(linkDigest);
      if (found === undefined) return allianceProblems.noLink;
      const { record, seat } = found;
      const command = answerCommand(asked, { seatId: seat.id, linkDigest });
      return desk.change({ person, allianceId: record.alliance.id }, async () => ({ command }));
    },
  };
}

function seatsAskedOf({ alliance }: PlanRecord, person: Person, now: number): readonly Seat[] {
  if (alliance.status === 'closed') return [];
  return alliance.seats.filter(
    ({ invitation }) =>
      invitation.asked?.personId === person.id && invitationAt(invitation, now) === 'requested',
  );
}

function answerCommand(
  asked: AnswerInvitation,
  seat: Pick<Extract<AllianceServerCommand, { type: 'accept-link' }>, 'seatId' | 'linkDigest'>,
): AllianceServerCommand {
  if (asked.answer === 'accept') return { type: 'accept-link', ...seat };
  const { reason, recommendation } = asked;
  return {
    type: 'decline-link',
    ...seat,
    ...(reason !== undefined && { reason }),
    ...(recommendation !== undefined && { recommendation }),
  };
}
