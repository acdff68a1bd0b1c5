import { problems } from '../http/problem.ts';
import { type Route, nothing, openRoute } from '../http/route.ts';
import { personSchema } from '../identity/person-schema.ts';
import { type Sessions } from '../identity/sessions.ts';
import { type Storage } from '../storage/port.ts';
import { castId, castMember, personas } from './cast.ts';
import { type Colleague } from './colleague.ts';
import { personasSchema, signInSchema } from './demo-schema.ts';
import { type Demo } from './demo.ts';
import { pinOf } from './pins.ts';

/** What the demo's routes need. */
export interface DemoRouteSettings {
  readonly demo: Pick<Demo, 'reset'>;
  readonly colleague: Pick<Colleague, 'stop'>;
  readonly sessions: Pick<Sessions, 'signIn'>;
  readonly storage: Pick<Storage, 'person'>;
}

/** Choosing who to be, and starting afresh. Only there in demo mode (DM8). */
export function demoRoutes(settings: DemoRouteSettings): readonly Route[] {
  return [listPersonas(), signIn(settings), reset(settings)];
}

function listPersonas(): Route {
  const answer = personas.map(({ key, disciplineKey, introduction }) => ({
    key,
    personId: castId(key),
    name: castMember(key).name,
    disciplineKey,
    introduction,
    pin: pinOf(key),
  }));
  return openRoute({
    method: 'get',
    path: '/api/demo/personas',
    summary: 'Who a visitor of the demo can be',
    body: nothing,
    answer: personasSchema,
    handle: async () => ({ answer }),
  });
}

function signIn({ sessions, storage }: DemoRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/demo/session',
    summary: 'Be this person in this browser, beside the others',
    body: signInSchema,
    answer: personSchema,
    async handle({ body: { persona }, isSecure }) {
      const person = await storage.person(castId(persona));
      if (person === undefined) return problems.notFound;
      const { cookie } = await sessions.signIn({ person, persona, kind: 'demo', isSecure });
      return { answer: person, cookie };
    },
  });
}

function reset({ demo, colleague }: DemoRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/demo/reset',
    summary: 'Restore the demo and move all its times to now',
    body: nothing,
    answer: nothing,
    async handle() {
      await colleague.stop();
      await demo.reset();
      return { answer: undefined };
    },
  });
}
