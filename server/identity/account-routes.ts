import { type MyAccount } from '@alliance/shared/identity/account';

import { problems } from '../http/problem.ts';
import { type Reply, type Route, memberRoute, nothing } from '../http/route.ts';
import { type Storage } from '../storage/port.ts';
import { type Visitor } from '../sync/ports.ts';
import { type AccountDesk } from './account-desk.ts';
import { type AccountGuard, whereAccounts } from './account-guard.ts';
import {
  accountChangeSchema,
  backupCodesSchema,
  codeSchema,
  myAccountSchema,
  newPasswordSchema,
  newSecondFactorSchema,
  proofSchema,
} from './identity-schema.ts';

/** What the routes about my account need. */
export interface AccountRouteSettings {
  readonly accounts: AccountDesk;
  readonly storage: Pick<Storage, 'account'>;
  readonly installation: AccountGuard;
}

/** My account: what I am called, how I sign in. Only there where accounts are (ID8). */
export function accountRoutes(settings: AccountRouteSettings): readonly Route[] {
  return whereAccounts(settings.installation, [
    readAccount(settings),
    changeAccount(settings),
    setPassword(settings),
    startSecondFactor(settings),
    acceptSecondFactor(settings),
    removeSecondFactor(settings),
    newBackupCodes(settings),
  ]);
}

function readAccount(settings: AccountRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/me/account',
    summary: 'My account',
    body: nothing,
    answer: myAccountSchema,
    handle: async ({ visitor }) => await myAccount(settings, visitor),
  });
}

function changeAccount(settings: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/account',
    summary: 'Change what I am called, or my e-mail address',
    body: accountChangeSchema,
    answer: myAccountSchema,
    async handle({ visitor, body }) {
      const problem = await settings.accounts.change(visitor, body);
      return problem ?? (await myAccount(settings, visitor));
    },
  });
}

function setPassword({ accounts }: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/password',
    summary: 'Set a new password; my other sessions end',
    body: newPasswordSchema,
    answer: nothing,
    handle: async ({ visitor, body: { proof, password } }) =>
      (await accounts.setPassword(visitor, proof, password)) ?? { answer: undefined },
  });
}

function startSecondFactor({ accounts }: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/second-factor',
    summary: 'Begin a second step: what an authenticator app is set up with, shown once',
    body: proofSchema,
    answer: newSecondFactorSchema,
    async handle({ visitor, body: { proof } }) {
      const begun = await accounts.startSecondFactor(visitor, proof);
      return 'status' in begun ? begun : { answer: begun };
    },
  });
}

function acceptSecondFactor({ accounts }: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/second-factor/confirm',
    summary: 'The first code of the app: from now on the second step is asked for',
    body: codeSchema,
    answer: nothing,
    handle: async ({ visitor, body: { code } }) =>
      (await accounts.acceptSecondFactor(visitor, code)) ?? { answer: undefined },
  });
}

function removeSecondFactor({ accounts }: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/second-factor/remove',
    summary: 'Sign in without a second step from now on',
    body: proofSchema,
    answer: nothing,
    handle: async ({ visitor, body: { proof } }) =>
      (await accounts.removeSecondFactor(visitor, proof)) ?? { answer: undefined },
  });
}

function newBackupCodes({ accounts }: AccountRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/second-factor/backup-codes',
    summary: 'New backup codes, shown once; those before open nothing any more',
    body: proofSchema,
    answer: backupCodesSchema,
    async handle({ visitor, body: { proof } }) {
      const codes = await accounts.newBackupCodes(visitor, proof);
      return 'status' in codes ? codes : { answer: { backupCodes: [...codes] } };
    },
  });
}

async function myAccount(
  { storage }: AccountRouteSettings,
  { person }: Visitor,
): Promise<Reply<MyAccount>> {
  const account = await storage.account(person.id);
  if (account === undefined) return problems.notFound;
  const { email, isAdministrator, hasSecondFactor } = account;
  return { answer: { email, isAdministrator, hasSecondFactor } };
}
