import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { readConfig } from '@alliance/server/config';
import { type Parts, type Running, start } from '@alliance/server/main';
import { WebSocket } from 'ws';

import { dataFolders } from './data-folders.ts';

/** A password that may be one. */
export const goodPassword = 'three quiet herons';

/** A server where accounts sign in. */
export interface AccountServer {
  readonly url: string;
  readonly dataFolder: string;
  /** The secret of the link to the first account, when there is none. */
  readonly setUpSecret: string;
  close(): Promise<void>;
}

/** Somebody with an account, signed in over real HTTP. */
export interface Member {
  readonly personId: string;
  readonly email: string;
  /** Value of a `Cookie` header. */
  readonly cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  remove(path: string): Promise<Response>;
}

const silent: NonNullable<Parts['log']> = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Starts a server without the demonstration, in a folder of its own or the one that is named. */
export async function startWithAccounts(
  parts: Parts = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<AccountServer> {
  const given = environment['ALLIANCE_DATA'];
  const dataFolder = given ?? (await mkdtemp(path.join(dataFolders, 'alliance-accounts-')));
  const config = readConfig({
    PORT: '0',
    ALLIANCE_DEMO: '0',
    ALLIANCE_DATA: dataFolder,
    ...environment,
  });
  const running: Running = await start(config, { log: silent, ...parts });
  return {
    url: running.url,
    dataFolder,
    setUpSecret: secretOf(running.setUpUrl ?? ''),
    async close() {
      await running.close();
      if (given === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What stands behind the `#` of a link. */
export function secretOf(link: string): string {
  return link.split('#')[1] ?? '';
}

/** Sends JSON. */
export function send(
  url: string,
  at: string,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}${at}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** What a refusal says: its status, and the rule and reason behind it. */
export async function refusalOf(
  response: Response,
): Promise<{ readonly status: number; readonly codes: readonly string[]; readonly text: string }> {
  const { issue } = (await response.json()) as {
    readonly issue: readonly {
      readonly details: {
        readonly text: string;
        readonly coding?: readonly { readonly code: string }[];
      };
    }[];
  };
  const details = issue[0]?.details;
  const codes = (details?.coding ?? []).map(({ code }) => code);
  return { status: response.status, codes, text: details?.text ?? '' };
}

/** Makes the first account. */
export async function setUp(server: AccountServer, email = 'ada@example.org'): Promise<Member> {
  return await joined(server.url, '/api/set-up', { secret: server.setUpSecret, email });
}

/** Makes an account by a link of an administrator. */
export async function join(
  url: string,
  administrator: Member,
  email: string,
  isAdministrator = false,
): Promise<Member> {
  const made = await administrator.post('/api/administration/links', { isAdministrator });
  const { url: link } = (await made.json()) as { readonly url: string };
  return await joined(url, '/api/join', { secret: secretOf(link), email });
}

/** What a new account is asked for. */
export function newAccount(secret: string, email: string): Readonly<Record<string, string>> {
  const [shortName = ''] = email.split('@');
  return { secret, name: `Dr ${shortName}`, shortName, email, password: goodPassword };
}

async function joined(
  url: string,
  way: string,
  { secret, email }: { readonly secret: string; readonly email: string },
): Promise<Member> {
  return await memberOf(url, email, await send(url, way, newAccount(secret, email)));
}

/** Signs in with e-mail and password. */
export async function signInWith(
  url: string,
  email: string,
  password = goodPassword,
  headers: Readonly<Record<string, string>> = {},
): Promise<Member> {
  return await memberOf(url, email, await send(url, '/api/session', { email, password }, headers));
}

/** Whoever an answer has signed in. */
export async function memberOf(url: string, email: string, response: Response): Promise<Member> {
  if (!response.ok) throw new Error(`Answered with ${response.status}: ${await response.text()}`);
  const { person } = (await response.json()) as { readonly person?: { readonly id: string } };
  if (person === undefined) throw new Error('A second step is asked for.');
  const cookie = cookieOf(response, 'alliance-session-account');
  return {
    personId: person.id,
    email,
    cookie,
    get: (at) => fetch(`${url}${at}`, { headers: { cookie } }),
    post: (at, body) => send(url, at, body, { cookie }),
    remove: (at) => fetch(`${url}${at}`, { method: 'DELETE', headers: { cookie } }),
  };
}

/** A cookie that an answer sets, as the browser would send it. */
export function cookieOf(response: Response, name: string): string {
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  return set?.split(';')[0] ?? '';
}

/** The code that an authenticator app shows now, or so many codes later. */
export function appCode(secret: string, later = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(text.replaceAll(' ', ''))
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The socket of a tab, and how it ends. */
export interface Tab {
  /** Resolves when the server has let it in. */
  readonly opened: Promise<void>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens the socket of a tab with a cookie. */
export function openTab(url: string, cookie: string): Tab {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync`, { headers: { cookie } });
  return {
    opened: new Promise((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    }),
    closed: new Promise((resolve) => socket.once('close', (code) => resolve(code))),
  };
}
