import { type AdministeredSession } from '@alliance/shared/identity/administration';
import { isPersonId } from '@alliance/shared/identity/person';

import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { joinLinkDays, passwordLinkMs } from '../identity/limits.ts';
import { linkAddress, makeLink } from '../identity/links.ts';
import { type Sessions } from '../identity/sessions.ts';
import { type Storage } from '../storage/port.ts';
import {
  administeredPersonSchema,
  linkMadeSchema,
  newLinkSchema,
  peopleSchema,
  personChangeSchema,
  sessionsSchema,
} from './administration-schema.ts';
import { type IsAdministrator, forAdministrators } from './administrator-route.ts';
import { sessionsShownMax } from './limits.ts';
import { type PeopleDesk } from './people-desk.ts';

/** What the routes about people need. */
export interface PeopleRouteSettings {
  readonly people: PeopleDesk;
  readonly storage: Pick<Storage, 'account' | 'people' | 'putLink'>;
  readonly sessions: Pick<Sessions, 'living' | 'end'>;
  readonly isAdministrator: IsAdministrator;
  /** Where people reach Alliance. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** People, the links by which they come, and where they are signed in. */
export function peopleRoutes(settings: PeopleRouteSettings): readonly Route[] {
  return forAdministrators(settings.isAdministrator, [
    listPeople(settings),
    changePerson(settings),
    linkToJoin(settings),
    linkToPassword(settings),
    listSessions(settings),
    endSession(settings),
  ]);
}

function listPeople({ people }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/administration/people',
    queryNames: ['after'],
    summary: 'Everybody with an account; in the demonstration, its people',
    body: nothing,
    answer: peopleSchema,
    handle: async ({ query }) => ({ answer: await people.list(query['after'] ?? '') }),
  });
}

function changePerson({ people }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/administration/people/{personId}',
    summary: 'Suspend somebody, give or take administration, help who has lost their second step',
    body: personChangeSchema,
    answer: administeredPersonSchema,
    async handle({ visitor, params: { personId = '' }, body: { change } }) {
      if (!isPersonId(personId)) return problems.notFound;
      const person = await people.change(visitor.person.id, personId, change);
      return 'status' in person ? person : { answer: person };
    },
  });
}

function linkToJoin({ storage, url, now }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/administration/links',
    summary: 'A link by which one person makes an account; it works once',
    body: newLinkSchema,
    answer: linkMadeSchema,
    async handle({ visitor, body: { isAdministrator, days = joinLinkDays } }) {
      const forMs = days * 24 * 60 * 60_000;
      const wish = { purpose: 'join', isAdministrator, by: visitor.person.id, forMs } as const;
      const { secret, expiresAt } = await makeLink(storage, wish, now());
      return { answer: { url: linkAddress(url, 'join', secret), expiresAt } };
    },
  });
}

function linkToPassword({ storage, url, now }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/administration/people/{personId}/link',
    summary: 'A link by which this person sets a new password; it works once',
    body: nothing,
    answer: linkMadeSchema,
    async handle({ visitor, params: { personId = '' } }) {
      if (!isPersonId(personId)) return problems.notFound;
      if ((await storage.account(personId)) === undefined) return problems.notFound;
      const by = visitor.person.id;
      const wish = { purpose: 'new-password', personId, by, forMs: passwordLinkMs } as const;
      const { secret, expiresAt } = await makeLink(storage, wish, now());
      return { answer: { url: linkAddress(url, 'new-password', secret), expiresAt } };
    },
  });
}

function listSessions({ sessions, storage }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/administration/sessions',
    summary: 'Where people are signed in now, newest first',
    body: nothing,
    answer: sessionsSchema,
    async handle({ visitor }) {
      const living = await sessions.living({ limit: sessionsShownMax });
      const people = await storage.people([...new Set(living.map(({ personId }) => personId))]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const answer = living.map(
        ({ ref, personId, label, createdAt, expiresAt, lockedAt }): AdministeredSession => ({
          ref,
          personId,
          name: names.get(personId) ?? '',
          label: label ?? '',
          createdAt,
          expiresAt,
          isLocked: lockedAt !== undefined,
          isThis: ref === visitor.session.ref,
        }),
      );
      return { answer };
    },
  });
}

function endSession({ sessions }: PeopleRouteSettings): Route {
  return memberRoute({
    method: 'delete',
    path: '/api/administration/sessions/{ref}',
    summary: "End somebody's session; its pages notice within a second",
    body: nothing,
    answer: nothing,
    async handle({ visitor, params }) {
      const living = await sessions.living({ limit: sessionsShownMax });
      const one = living.find(({ ref }) => ref === params['ref']);
      if (one === undefined) return problems.notFound;
      await sessions.end([one.ref], visitor.person.id);
      return { answer: undefined };
    },
  });
}
