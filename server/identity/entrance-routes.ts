import { type SignInAnswer } from '@alliance/shared/identity/account';
import { type Person } from '@alliance/shared/identity/person';

import { type Problem } from '../http/problem.ts';
import { type Ask, type Reply, type Route, nothing, openRoute } from '../http/route.ts';
import { whereAccounts } from './account-guard.ts';
import { identityProblems } from './identity-problems.ts';
import {
  codeSchema,
  entranceSchema,
  linkSchema,
  linkViewSchema,
  newAccountSchema,
  passwordOfLinkSchema,
  signInAnswerSchema,
  signInSchema,
  signedInSchema,
} from './identity-schema.ts';
import { type Installation } from './installation.ts';
import { type JoinDesk } from './join-desk.ts';
import { pendingMsMax } from './limits.ts';
import { endPendingCookie, pendingCookie, readPendingCookie } from './session-cookie.ts';
import { sessionLabel } from './session-label.ts';
import { type Sessions } from './sessions.ts';
import { type SignInDesk } from './sign-in-desk.ts';

/** What the ways in need. */
export interface EntranceRouteSettings {
  readonly installation: Pick<Installation, 'isDemo' | 'idleMinutes' | 'needsSetUp'>;
  readonly desk: Pick<SignInDesk, 'enter' | 'enterCode'>;
  readonly joining: JoinDesk;
  readonly sessions: Pick<Sessions, 'signIn'>;
  /** Signs the cookie of the second step. */
  readonly key: string;
}

/** The ways in: what everybody may ask, signing in in one step or two, and one-time links. */
export function entranceRoutes(settings: EntranceRouteSettings): readonly Route[] {
  return [
    entrance(settings),
    ...whereAccounts(settings.installation, [
      signIn(settings),
      enterCode(settings),
      lookAtLink(settings),
      setUp(settings),
      join(settings),
      passwordOfLink(settings),
    ]),
  ];
}

function entrance({ installation }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'get',
    path: '/api/entrance',
    summary: 'What the first page has to know before anybody has signed in',
    body: nothing,
    answer: entranceSchema,
    async handle() {
      const { isDemo, idleMinutes } = installation;
      return { answer: { isDemo, idleMinutes, needsSetUp: await installation.needsSetUp() } };
    },
  });
}

function signIn({ desk, sessions, key }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/session',
    summary: 'Sign in with an account; where it has a second step, that is asked for then',
    body: signInSchema,
    answer: signInAnswerSchema,
    async handle(ask): Promise<Reply<SignInAnswer>> {
      const entered = await desk.enter({ ...ask.body, address: ask.address });
      if ('status' in entered) return entered;
      if ('person' in entered) return await signedIn(sessions, ask, entered.person);
      const { isSecure } = ask;
      const seconds = pendingMsMax / 1000;
      const cookie = pendingCookie(entered.pending, { key, isSecure, seconds });
      return { answer: { needsCode: true }, cookie };
    },
  });
}

function enterCode({ desk, sessions, key }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/session/code',
    summary: 'The second step of signing in: a code of the app, or a backup code',
    body: codeSchema,
    answer: signedInSchema,
    async handle(ask) {
      const secret = readPendingCookie(ask.credentials.cookie, key);
      if (secret === undefined) return identityProblems.noPendingSignIn;
      const person = await desk.enterCode(secret, ask.body.code, ask.address);
      return 'status' in person ? person : await signedIn(sessions, ask, person);
    },
  });
}

function lookAtLink({ joining }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/join/look',
    summary: 'What a one-time link is for; it is not used up by that',
    body: linkSchema,
    answer: linkViewSchema,
    async handle({ body: { secret } }) {
      const view = await joining.look(secret);
      return 'status' in view ? view : { answer: view };
    },
  });
}

function setUp({ joining, sessions }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/set-up',
    summary: 'Make the first account, which administers, by the link that the server has printed',
    body: newAccountSchema,
    answer: signedInSchema,
    handle: async (ask) => await welcomed(sessions, ask, await joining.join(ask.body, ['set-up'])),
  });
}

function join({ joining, sessions }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/join',
    summary: 'Make an account by a one-time link, or by the link of an invitation to a seat',
    body: newAccountSchema,
    answer: signedInSchema,
    handle: async (ask) =>
      await welcomed(sessions, ask, await joining.join(ask.body, ['join', 'invitation'])),
  });
}

function passwordOfLink({ joining }: EntranceRouteSettings): Route {
  return openRoute({
    method: 'post',
    path: '/api/join/password',
    summary: 'Set a new password by a one-time link; every session of the account ends',
    body: passwordOfLinkSchema,
    answer: nothing,
    handle: async ({ body: { secret, password } }) =>
      (await joining.setPassword(secret, password)) ?? { answer: undefined },
  });
}

async function welcomed(
  sessions: Pick<Sessions, 'signIn'>,
  ask: Ask<unknown>,
  person: Person | Problem,
): Promise<Reply<{ readonly person: Person }>> {
  return 'status' in person ? person : await signedIn(sessions, ask, person);
}

/** The only place where an account gets a session: everything that it is asked for has been right. */
async function signedIn(
  sessions: Pick<Sessions, 'signIn'>,
  { isSecure, agent }: Ask<unknown>,
  person: Person,
): Promise<{ readonly answer: { readonly person: Person }; readonly cookie: readonly string[] }> {
  const label = sessionLabel(agent);
  const persona = accountCookie;
  const { cookie } = await sessions.signIn({ person, persona, kind: 'account', isSecure, label });
  return { answer: { person }, cookie: [cookie, endPendingCookie(isSecure)] };
}

/** What the cookie of an account's session is called after. */
const accountCookie = 'account';
