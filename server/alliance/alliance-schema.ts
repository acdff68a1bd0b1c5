import { allianceAbilities } from '@alliance/shared/access/alliance-access';
import { sectionRights } from '@alliance/shared/access/section-right';
import {
  type SeatActor,
  allianceStatuses,
  consentWays,
  coverageKinds,
  isSeatId,
} from '@alliance/shared/alliance/alliance';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { signatureMeanings } from '@alliance/shared/alliance/charter';
import { invitationStates } from '@alliance/shared/alliance/invitation';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

const cover = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.enum(coverageKinds),
  from: z.iso.datetime(),
  to: z.iso.datetime().exactOptional(),
  handover: z
    .object({
      text: z.string(),
      at: z.iso.datetime(),
      isSeen: z.literal(true).exactOptional(),
    })
    .exactOptional(),
});

/** A `SignatureView` as it is answered. */
export const signatureSchema = z.object({
  number: z.int().min(1),
  name: z.string(),
  meaning: z.enum(signatureMeanings),
  note: z.string().exactOptional(),
  at: z.iso.datetime(),
});

/** A scope as it is answered. */
export const scopeSchema = z.array(
  z.object({ sectionKey: z.enum(sectionKeys), right: z.enum(sectionRights) }),
);

const asked = z.object({
  byName: z.string(),
  at: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  message: z.string(),
  name: z.string().exactOptional(),
  personId: z.string().exactOptional(),
});

const declined = z.object({
  name: z.string(),
  at: z.iso.datetime(),
  reason: z.string().exactOptional(),
  recommendation: z.string().exactOptional(),
});

const seat = z.object({
  id: z.string(),
  revision: z.int().min(1),
  title: z.string(),
  disciplineKey: z.string(),
  isLead: z.boolean(),
  isSteward: z.boolean(),
  isRequired: z.boolean(),
  invitation: z.enum(invitationStates),
  asked: asked.exactOptional(),
  declined: declined.exactOptional(),
  contact: z.string(),
  responsibilities: z.array(z.string()),
  offers: z.array(z.string()),
  needs: z.array(z.string()),
  rights: scopeSchema,
  scope: scopeSchema,
  now: z.array(cover),
  next: cover.exactOptional(),
  coverage: z.array(cover),
  signature: signatureSchema.exactOptional(),
  abilities: z.array(z.enum(allianceAbilities)),
  isSimulated: z.literal(true).exactOptional(),
});

const actor: z.ZodType<SeatActor> = z.object({
  seatId: z.string().refine(isSeatId),
  personId: z.string().refine(isPersonId),
});

const consent = z.union([
  z.object({
    at: z.iso.datetime(),
    by: actor,
    kind: z.literal('recorded'),
    how: z.enum(consentWays),
    note: z.string(),
  }),
  z.object({ at: z.iso.datetime(), by: actor, kind: z.literal('waived'), reason: z.string() }),
]);

/** What every sealed version says of itself. */
export const sealedParts = {
  number: z.int().min(1),
  hash: z.string(),
  at: z.iso.datetime(),
  by: actor,
};

/** A `SealedCharter` as it is answered. */
export const sealedSchema = z.object(sealedParts);

const charter = z.object({
  documentId: z.string(),
  revision: z.int().min(1),
  access: z.enum(sectionRights),
  sealed: sealedSchema.exactOptional(),
  signed: z.int().min(0),
  toSign: z.int().min(0),
});

const emergency = z.object({
  id: z.string(),
  sectionKey: z.enum(sectionKeys),
  by: actor,
  reason: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  seen: z.object({ at: z.iso.datetime(), by: actor }).exactOptional(),
  canSee: z.boolean(),
});

/** `AllianceView` as it is answered. */
export const allianceSchema: z.ZodType<AllianceView> = z.object({
  id: z.string(),
  version: z.int().min(1),
  name: z.string(),
  purpose: z.string(),
  preferredName: z.string().exactOptional(),
  status: z.enum(allianceStatuses),
  activeSince: z.iso.datetime().exactOptional(),
  reviewBy: z.iso.date(),
  isInterprofessional: z.boolean(),
  planId: z.string(),
  consent: consent.exactOptional(),
  sections: z.array(
    z.object({
      key: z.enum(sectionKeys),
      heading: z.string(),
      isRestricted: z.boolean(),
      owners: z.array(z.string()),
    }),
  ),
  seats: z.array(seat),
  gaps: z.array(z.string()),
  charter,
  mySeatIds: z.array(z.string()),
  abilities: z.array(z.enum(allianceAbilities)),
  emergencies: z.array(emergency),
});
