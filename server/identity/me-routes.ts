import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type Me, type Person, isPersonId } from '@alliance/shared/identity/person';
import { z } from 'zod';

import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { signOutCookie } from './session-cookie.ts';
import { type Sessions } from './sessions.ts';

/** `Person` as it is answered. */
export const personSchema: z.ZodType<Person> = z.object({
  id: z.string().refine(isPersonId),
  name: z.string(),
  shortName: z.string(),
  isSimulated: z.boolean(),
});

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
});

/** What the routes about myself need. */
export interface MeRouteSettings {
  readonly storage: Pick<Storage, 'plansOf'>;
  readonly sessions: Sessions;
  readonly sync: Pick<SyncServer, 'endSession'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who I am here, and leaving. */
export function meRoutes(settings: MeRouteSettings): readonly Route[] {
  return [readMe(settings), signOut(settings)];
}

function readMe({ storage, now }: MeRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/me',
    summary: 'Who I am and which seats I cover now',
    body: nothing,
    answer: meSchema,
    async handle({ visitor: { person } }) {
      const records = await storage.plansOf(person.id);
      return {
        answer: { person, seats: records.flatMap((record) => mySeats(record, person, now())) },
      };
    },
  });
}

function signOut({ sessions, sync }: MeRouteSettings): Route {
  return memberRoute({
    method: 'delete',
    path: '/api/session',
    summary: 'Sign out this person; others in this browser stay signed in',
    body: nothing,
    answer: nothing,
    async handle({ visitor, credentials, isSecure }) {
      const persona = sessions.personaOf(credentials, visitor);
      await sessions.signOut(visitor);
      sync.endSession(visitor.session.ref);
      return {
        answer: undefined,
        ...(persona !== undefined && { cookie: signOutCookie(persona, isSecure) }),
      };
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
