/**
 * What may come in about alliances. Strict: a field that is not known is refused, not passed over. What the words may
 * be, and how long, is decided with them (`shared/alliance`), so that their author is told in plain words.
 */
import { sectionRights } from '@alliance/shared/access/section-right';
import {
  type AllianceId,
  type Role,
  type SeatId,
  consentWays,
  coverageKinds,
  isAllianceId,
  isSeatId,
} from '@alliance/shared/alliance/alliance';
import {
  type AllianceCommand,
  type FoundAlliance,
  type NewSeat,
} from '@alliance/shared/alliance/alliance-command';
import {
  type AnswerInvitation,
  type FindColleague,
  type LookAtInvitation,
  type MakeLink,
  type SealCharter,
  type SignCharter,
} from '@alliance/shared/alliance/alliance-request';
import {
  type Agreements,
  attendances,
  decisionRules,
  signatureMeanings,
} from '@alliance/shared/alliance/charter';
import { type DisciplineKey, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { templateKeys } from '@alliance/shared/alliance/template';
import { type Patient } from '@alliance/shared/careplan/care-plan';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { passwordCharactersMax } from '@alliance/shared/identity/password';
import { type PersonId, isPersonId } from '@alliance/shared/identity/person';
import { seatsMax } from '@alliance/shared/limits';
import { z } from 'zod';

import { listedMax, secretCharacters } from './limits.ts';

/** A UUID of version 7, as a client makes them. */
const freshId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const knownId = z.string().regex(identifierPattern);
const seatId: z.ZodType<SeatId> = knownId.refine(isSeatId);
const newSeatId: z.ZodType<SeatId> = freshId.refine(isSeatId);
const newAllianceId: z.ZodType<AllianceId> = freshId.refine(isAllianceId);
const personId: z.ZodType<PersonId> = knownId.refine(isPersonId);
const disciplineKey: z.ZodType<DisciplineKey> = z.string().refine(isDisciplineKey);
const sectionKey = z.enum(sectionKeys);
const sections = z.array(sectionKey).max(sectionKeys.length);
const lines = z.array(z.string()).max(listedMax);
const instant = z.iso.datetime();
const days = z.int();
const revision = z.int().min(1);

const role: z.ZodType<Role> = z.strictObject({
  disciplineKey,
  title: z.string(),
  responsibilities: lines,
  offers: lines,
  needs: lines,
});
const scope = z
  .array(z.strictObject({ sectionKey, right: z.enum(sectionRights) }))
  .max(sectionKeys.length);

const newSeat: z.ZodType<NewSeat> = z.strictObject({
  seatId: newSeatId,
  role,
  isRequired: z.boolean(),
  isLead: z.boolean(),
  isSteward: z.boolean(),
  contact: z.string(),
  scope,
});

const patient: z.ZodType<Patient> = z.strictObject({
  name: z.string(),
  preferredName: z.string(),
  bornOn: z.iso.date(),
  identifier: z.string(),
  language: z.string().exactOptional(),
  needsInterpreter: z.boolean(),
  allergies: lines,
});

/** `FoundAlliance` as it may come in. */
export const foundAllianceSchema: z.ZodType<FoundAlliance> = z.strictObject({
  allianceId: newAllianceId,
  name: z.string(),
  purpose: z.string(),
  patient,
  template: z.enum(templateKeys).exactOptional(),
  // A plan without a section would be one that nobody can open.
  sectionKeys: sections.min(1).exactOptional(),
  seats: z.array(newSeat).min(1).max(seatsMax),
});

const agreements: z.ZodType<Agreements> = z.strictObject({
  working: z.array(z.strictObject({ id: knownId, text: z.string() })).max(listedMax),
  decisionRule: z.enum(decisionRules),
  tieBreakSeatId: seatId.exactOptional(),
  responses: z.strictObject({ routine: z.string(), urgent: z.string(), critical: z.string() }),
  meetingNorms: z.string(),
  escalationPath: z.array(seatId).max(seatsMax),
  partnership: z.strictObject({
    attends: z.enum(attendances),
    representativeSeatId: seatId.exactOptional(),
  }),
  conflictSteps: z.string(),
  reviewBy: z.iso.date(),
});

const consent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recorded'), how: z.enum(consentWays), note: z.string() }),
  z.strictObject({ kind: z.literal('waived'), reason: z.string() }),
]);

const words = { reason: z.string().exactOptional(), recommendation: z.string().exactOptional() };

/** `AllianceCommand` as it may come in. */
export const allianceCommandSchema: z.ZodType<AllianceCommand> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('describe'),
    name: z.string().exactOptional(),
    purpose: z.string().exactOptional(),
    baseVersion: revision,
  }),
  z.strictObject({ type: z.literal('add-seat'), seat: newSeat }),
  z.strictObject({
    type: z.literal('change-seat'),
    seatId,
    change: z.strictObject({
      role: role.exactOptional(),
      contact: z.string().exactOptional(),
      isRequired: z.boolean().exactOptional(),
      isLead: z.boolean().exactOptional(),
      isSteward: z.boolean().exactOptional(),
    }),
    baseRevision: revision,
  }),
  z.strictObject({ type: z.literal('remove-seat'), seatId }),
  z.strictObject({ type: z.literal('set-scope'), seatId, scope }),
  z.strictObject({ type: z.literal('restrict'), sectionKeys: sections }),
  z.strictObject({ type: z.literal('invite'), seatId, personId, message: z.string(), days }),
  z.strictObject({ type: z.literal('withdraw'), seatId }),
  z.strictObject({ type: z.literal('accept'), seatId }),
  z.strictObject({ type: z.literal('decline'), seatId, ...words }),
  z.strictObject({ type: z.literal('leave'), seatId }),
  z.strictObject({
    type: z.literal('cover'),
    seatId,
    coverage: z.strictObject({
      personId,
      from: instant,
      to: instant.exactOptional(),
      kind: z.enum(coverageKinds),
    }),
  }),
  z.strictObject({ type: z.literal('end-cover'), seatId, personId, from: instant }),
  z.strictObject({ type: z.literal('hand-over'), seatId, text: z.string() }),
  z.strictObject({
    type: z.literal('see-handover'),
    seatId,
    personId,
    from: instant,
    at: instant,
  }),
  z.strictObject({ type: z.literal('agree'), agreements, baseRevision: revision }),
  z.strictObject({ type: z.literal('consent'), consent }),
  z.strictObject({ type: z.literal('propose') }),
  z.strictObject({ type: z.literal('suspend') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({
    type: z.literal('emergency-edit'),
    emergencyId: freshId,
    sectionKey,
    reason: z.string(),
  }),
  z.strictObject({ type: z.literal('see-emergency'), emergencyId: knownId }),
]);

/** `MakeLink` as it may come in. */
export const makeLinkSchema: z.ZodType<MakeLink> = z.strictObject({ message: z.string(), days });

/** `SealCharter` as it may come in. */
export const sealCharterSchema: z.ZodType<SealCharter> = z.strictObject({ baseRevision: revision });

/** `SignCharter` as it may come in. */
export const signCharterSchema: z.ZodType<SignCharter> = z.strictObject({
  seatId,
  number: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  meaning: z.enum(signatureMeanings),
  note: z.string().exactOptional(),
  proof: z.string().min(1).max(passwordCharactersMax),
});

const secret = z.string().length(secretCharacters);

/** `LookAtInvitation` as it may come in. */
export const lookAtInvitationSchema: z.ZodType<LookAtInvitation> = z.strictObject({ secret });

/** `AnswerInvitation` as it may come in. */
export const answerInvitationSchema: z.ZodType<AnswerInvitation> = z.discriminatedUnion('answer', [
  z.strictObject({ secret, answer: z.literal('accept') }),
  z.strictObject({ secret, answer: z.literal('decline'), ...words }),
]);

/** `FindColleague` as it may come in. */
export const findColleagueSchema: z.ZodType<FindColleague> = z.strictObject({
  email: z.string().min(3).max(254),
});
