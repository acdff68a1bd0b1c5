import { type PersonId } from '../identity/person.ts';

/**
 * Where the invitation to a seat stands. `open`: nobody was asked yet. `expired` is never stored: it follows from the
 * clock (`invitationAt`).
 */
export const invitationStates = [
  'open',
  'requested',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
] as const;

/** One of {@link invitationStates}. */
export type InvitationState = (typeof invitationStates)[number];

/** The invitation to a seat: whether, and by whom, somebody was asked, and what they said. HL7 CCS: request and respond to participation. */
export interface Invitation {
  readonly state: InvitationState;
  /** Who has asked, and when; absent while nobody has, and for seats that were there from the beginning. */
  readonly asked?: {
    readonly by: PersonId;
    /** ISO 8601 instants. */
    readonly at: string;
    readonly expiresAt: string;
    /** A line to whom is asked; may be empty. */
    readonly message: string;
    /** Who is asked, where it is somebody known; absent when a link was made. */
    readonly personId?: PersonId;
    /** SHA-256 of the link's secret, hex; absent when somebody known was asked, and when the link is spent. */
    readonly linkDigest?: string;
  };
  /** What whoever was asked has said; the last answer counts. */
  readonly answer?: {
    readonly personId: PersonId;
    /** ISO 8601 instant. */
    readonly at: string;
    /** Why not; one of both is there when it was declined. */
    readonly reason?: string;
    /** Whom to ask instead. */
    readonly recommendation?: string;
  };
}

/** An invitation that nobody has been asked for yet. */
export const openInvitation: Invitation = { state: 'open' };

/** A seat whose holder was there from the beginning: the founder, and the people of the demonstration. */
export const acceptedInvitation: Invitation = { state: 'accepted' };

/** Where an invitation stands at an instant: who was asked and has not answered in time, is not asked any more. */
export function invitationAt(invitation: Invitation, now: number): InvitationState {
  const { state, asked } = invitation;
  const isOver = asked !== undefined && Date.parse(asked.expiresAt) <= now;
  return state === 'requested' && isOver ? 'expired' : state;
}
