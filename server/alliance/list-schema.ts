/** Lists about alliances as they are answered, and what stands around an invitation. */
import { allianceStatuses } from '@alliance/shared/alliance/alliance';
import {
  type MadeLink,
  type MyAlliance,
  type MyInvitation,
} from '@alliance/shared/alliance/alliance-request';
import {
  type Colleague,
  type InvitationView,
  type OverviewRow,
} from '@alliance/shared/alliance/alliance-view';
import { invitationStates } from '@alliance/shared/alliance/invitation';
import { z } from 'zod';

const lines = z.array(z.string());

const invitationParts = {
  state: z.enum(invitationStates),
  byName: z.string(),
  message: z.string(),
  expiresAt: z.iso.datetime(),
  title: z.string(),
  disciplineKey: z.string(),
  responsibilities: lines,
  offers: lines,
  needs: lines,
  others: lines,
};

/** `InvitationView` as it is answered. */
export const invitationSchema: z.ZodType<InvitationView> = z.object(invitationParts);

/** The rows of `GET /api/invitations`. */
export const myInvitationsSchema: z.ZodType<readonly MyInvitation[]> = z.array(
  z.object({ ...invitationParts, allianceId: z.string(), seatId: z.string() }),
);

/** `MadeLink` as it is answered. */
export const madeLinkSchema: z.ZodType<MadeLink> = z.object({
  secret: z.string(),
  expiresAt: z.iso.datetime(),
});

/** The rows of `GET /api/alliances`. */
export const myAlliancesSchema: z.ZodType<readonly MyAlliance[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    purpose: z.string(),
    status: z.enum(allianceStatuses),
    mySeats: z.array(z.object({ seatId: z.string(), title: z.string() })),
    planId: z.string().exactOptional(),
  }),
);

/** `Colleague` as it is answered. */
export const colleagueSchema: z.ZodType<Colleague> = z.object({
  personId: z.string(),
  name: z.string(),
  disciplineKey: z.string().exactOptional(),
});

/** The rows of `GET /api/overview`. */
export const overviewSchema: z.ZodType<readonly OverviewRow[]> = z.array(
  z.object({
    planId: z.string(),
    allianceId: z.string(),
    planTitle: z.string(),
    patientName: z.string(),
    status: z.enum(allianceStatuses),
    unsignedSeats: lines,
    unfilledSeats: lines,
    sectionsWithoutOwner: lines,
    staleSections: lines,
    changedAt: z.iso.datetime().exactOptional(),
    reviewBy: z.iso.date(),
  }),
);

/** The rows of `GET /api/colleagues`. */
export const colleaguesSchema: z.ZodType<readonly Colleague[]> = z.array(colleagueSchema);
