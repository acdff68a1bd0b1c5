import { type InvitationView } from './alliance-view.ts';
/** What is asked and answered over HTTP around an alliance, beside its commands (`alliance-command.ts`) and its views (`alliance-view.ts`). */
import { type AllianceStatus, type SeatId } from './alliance.ts';
import { type SignatureMeaning } from './charter.ts';

/** Body of `POST /api/alliances/{allianceId}/seats/{seatId}/link`. */
export interface MakeLink {
  /** A line to whom is asked; may be empty. */
  readonly message: string;
  /** How long the link works. */
  readonly days: number;
}

/** A link for a seat: `/invitations#<secret>`. The secret is told this once, and kept nowhere. */
export interface MadeLink {
  readonly secret: string;
  /** ISO 8601 instant. */
  readonly expiresAt: string;
}

/** Body of `POST /api/alliances/{allianceId}/charter/versions`: puts the charter forward as it stands. */
export interface SealCharter {
  /** `AllianceView.charter.revision` as it was read. */
  readonly baseRevision: number;
}

/** Body of `POST /api/alliances/{allianceId}/charter/signatures`. */
export interface SignCharter {
  readonly seatId: SeatId;
  /** Number and hash of the version that was read. */
  readonly number: number;
  readonly hash: string;
  readonly meaning: SignatureMeaning;
  readonly note?: string;
  /** That it is really me: my password, or in the demonstration the PIN that my page shows. */
  readonly proof: string;
}

/** Body of `POST /api/invitations/look`. */
export interface LookAtInvitation {
  /** Out of the link. */
  readonly secret: string;
}

/** Body of `POST /api/invitations/answer`. */
export type AnswerInvitation =
  | { readonly secret: string; readonly answer: 'accept' }
  | {
      readonly secret: string;
      readonly answer: 'decline';
      /** One of both is there. */
      readonly reason?: string;
      readonly recommendation?: string;
    };

/** Body of `POST /api/colleagues`: somebody whose address I know. */
export interface FindColleague {
  readonly email: string;
}

/** One row of `GET /api/alliances`: an alliance in which I sit. */
export interface MyAlliance {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly status: AllianceStatus;
  readonly mySeats: readonly { readonly seatId: string; readonly title: string }[];
  /** Its plan, when I may open it now. */
  readonly planId?: string;
}

/** One row of `GET /api/invitations`: a seat that I am asked by name to take, without a word about the patient. */
export interface MyInvitation extends InvitationView {
  readonly allianceId: string;
  readonly seatId: string;
}
