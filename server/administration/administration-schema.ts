import { allianceStatuses } from '@alliance/shared/alliance/alliance';
import {
  type AdministeredAlliance,
  type AdministeredPerson,
  type AdministeredSession,
  type DemoSwitched,
  type Installation,
  type NewLink,
  type Page,
  personChanges,
} from '@alliance/shared/identity/administration';
import { isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { idleMinutesMax, linkDaysMax } from './limits.ts';

const personId = z.string().refine(isPersonId);

/** A person of the list, and what a change of them answers. */
export const administeredPersonSchema: z.ZodType<AdministeredPerson> = z.object({
  personId,
  name: z.string(),
  email: z.string().exactOptional(),
  isAdministrator: z.boolean(),
  isSuspended: z.boolean(),
  hasSecondFactor: z.boolean(),
  createdAt: z.string().exactOptional(),
  sessions: z.int(),
});

/** Answer of `GET /api/administration/people`. */
export const peopleSchema = pageOf(administeredPersonSchema);

/** Body of `POST /api/administration/people/{personId}`. */
export const personChangeSchema = z.object({ change: z.enum(personChanges) });

/** Body of `POST /api/administration/links`. */
export const newLinkSchema = z.object({
  isAdministrator: z.boolean().default(false),
  days: z.int().min(1).max(linkDaysMax).exactOptional(),
});

/** Answer of whatever makes a link. */
export const linkMadeSchema: z.ZodType<NewLink> = z.object({
  url: z.string(),
  expiresAt: z.string(),
});

/** Answer of `GET /api/administration/sessions`. */
export const sessionsSchema: z.ZodType<readonly AdministeredSession[]> = z.array(
  z.object({
    ref: z.string(),
    personId,
    name: z.string(),
    label: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    isLocked: z.boolean(),
    isThis: z.boolean(),
  }),
);

const administeredAllianceSchema: z.ZodType<AdministeredAlliance> = z.object({
  allianceId: z.string(),
  status: z.enum(allianceStatuses),
  leads: z.array(z.string()),
  seats: z.int(),
  filledSeats: z.int(),
  createdAt: z.string().exactOptional(),
  activeSince: z.string().exactOptional(),
});

/** Answer of `GET /api/administration/alliances`. */
export const alliancesSchema = pageOf(administeredAllianceSchema);

/** Answer of `GET /api/administration/settings`. */
export const installationSchema: z.ZodType<Installation> = z.object({
  idleMinutes: z.int(),
  isDemo: z.boolean(),
  demoRefusal: z.enum(['not-this-machine', 'alliances-exist']).exactOptional(),
});

/** Body of `POST /api/administration/settings`. */
export const settingsChangeSchema = z.object({ idleMinutes: z.int().min(1).max(idleMinutesMax) });

/** Body of `POST /api/administration/demo`. */
export const demoSwitchSchema = z.object({ isDemo: z.boolean() });

/** Its answer. */
export const demoSwitchedSchema: z.ZodType<DemoSwitched> = z.object({
  isDemo: z.boolean(),
  setUpUrl: z.string().exactOptional(),
});

function pageOf<Item>(item: z.ZodType<Item>): z.ZodType<Page<Item>> {
  return z.object({ items: z.array(item), next: z.string().exactOptional() });
}
