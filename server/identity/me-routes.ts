import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type Me, type Person, type PersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { personSchema } from './person-schema.ts';

/** `Me` as it is answered. */
export const meSchema: z.ZodType<Me> = z.object({
  person: personSchema,
  seats: z.array(
    z.object({
      seatId: z.string(),
      allianceId: z.string(),
      planId: z.string(),
      disciplineKey: z.string(),
      title: z.string(),
    }),
  ),
  isAdministrator: z.literal(true).exactOptional(),
});

/** What the routes about myself need. */
export interface MeRouteSettings {
  readonly storage: Pick<Storage, 'plansOf'>;
  /** Whether they look after the installation. */
  readonly isAdministrator: (personId: PersonId) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who I am here. */
export function meRoutes(settings: MeRouteSettings): readonly Route[] {
  return [readMe(settings)];
}

function readMe({ storage, isAdministrator, now }: MeRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/me',
    summary: 'Who I am and which seats I cover now',
    body: nothing,
    answer: meSchema,
    async handle({ visitor: { person } }) {
      const records = await storage.plansOf(person.id);
      const seats = records.flatMap((record) => mySeats(record, person, now()));
      const administers = await isAdministrator(person.id);
      return { answer: { person, seats, ...(administers && { isAdministrator: true as const }) } };
    },
  });
}

function mySeats({ alliance, plan }: PlanRecord, person: Person, now: number): Me['seats'] {
  return seatsOf(alliance, person.id, now).map((seat) => ({
    seatId: seat.id,
    allianceId: alliance.id,
    planId: plan.id,
    disciplineKey: seat.role.disciplineKey,
    title: seat.role.title,
  }));
}
