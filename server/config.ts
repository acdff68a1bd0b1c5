import { z } from 'zod';

/** A choice of the operator that the server will not start with. Its message is one plain line: what, what is safe, what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** Every option of the server, once: what it is for and what holds when it is not set. */
export const options = {
  PORT: 'Port to listen on; 0 picks a free one. Default 4400.',
  HOST: 'Address to listen on. Default 127.0.0.1: only this machine.',
  ALLIANCE_DATA: 'Folder for everything that is kept. Default ./data.',
  ALLIANCE_DEMO: '1: the demo case, signing in without a password. Default 1 on loopback, else 0.',
  ALLIANCE_URL: 'Address at which people reach the server, when it is not the one it listens on.',
  ALLIANCE_ORIGINS: 'Further origins whose pages may use the server, separated by commas.',
  ALLIANCE_SECRET:
    'Key that signs session cookies. Default: made once and kept in the data folder.',
  SMTP_URL:
    'Mail server, like smtps://user:password@mail.example:465. Default: this server sends no e-mail.',
  ALLIANCE_MAIL_FROM:
    'Address that e-mails come from. Default: the user of SMTP_URL when it is an address, else alliance@ the host of ALLIANCE_URL.',
  ALLIANCE_TRUSTED_PROXIES:
    'Addresses of proxies that are believed when they say where a request comes from (X-Forwarded-For) and that it came over TLS (X-Forwarded-Proto), separated by commas.',
} as const;

/** What the server runs with. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly isDemo: boolean;
  /** Without a trailing slash. */
  readonly publicUrl?: string;
  readonly origins: readonly string[];
  readonly secret?: string;
  /** Absent: this server sends no e-mail. */
  readonly mail?: MailOptions;
  readonly trustedProxies: readonly string[];
}

/** Through which mail server e-mails leave, and in whose name. */
export interface MailOptions {
  /** With the password in it: never said aloud. */
  readonly url: string;
  readonly from: string;
}

/** Reads the options from the environment. Throws {@link StartRefused} at the first that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  refuseWhatIsNotThere(environment);
  const set = Object.entries(environment).filter(
    ([name, value]) => Object.hasOwn(options, name) && value !== undefined && value !== '',
  );
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (!parsed.success) throw new StartRefused(firstProblem(parsed.error));
  return decideDemo(parsed.data);
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''));

const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

const schema = z.object({
  PORT: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(65_535)).default(4400),
  HOST: z.string().default('127.0.0.1'),
  ALLIANCE_DATA: z.string().default('./data'),
  ALLIANCE_DEMO: z.enum(['0', '1']).optional(),
  ALLIANCE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLIANCE_ORIGINS: list.pipe(z.array(origin)).default([]),
  ALLIANCE_SECRET: z.string().min(32).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine(isMailServer)
    .optional(),
  ALLIANCE_MAIL_FROM: z.email().max(254).optional(),
  ALLIANCE_TRUSTED_PROXIES: list
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .default([]),
});

type Options = z.infer<typeof schema>;

const expected: Readonly<Record<keyof Options, string>> = {
  PORT: 'a number from 0 to 65535',
  HOST: 'an address of this machine',
  ALLIANCE_DATA: 'a folder',
  ALLIANCE_DEMO: '0 or 1',
  ALLIANCE_URL: 'an address that starts with http:// or https://',
  ALLIANCE_ORIGINS: 'addresses that start with http:// or https://, separated by commas',
  ALLIANCE_SECRET: 'at least 32 characters',
  SMTP_URL: 'an address like smtp://user:password@mail.example:587 or smtps://mail.example',
  ALLIANCE_MAIL_FROM: 'one e-mail address, without a name',
  ALLIANCE_TRUSTED_PROXIES: 'IP addresses or ranges, separated by commas',
};

function firstProblem(error: z.ZodError): string {
  const name = error.issues[0]?.path[0];
  const wanted = Object.entries(expected).find(([key]) => key === name);
  return wanted === undefined
    ? 'The configuration cannot be read. Nothing was changed.'
    : `${wanted[0]} must be ${wanted[1]}. Nothing was changed. Correct it and start again.`;
}

/** Only what is built may be configured: a setting that is silently ignored would be a promise that nobody keeps. */
function refuseWhatIsNotThere(environment: Readonly<Record<string, string | undefined>>): void {
  for (const name of ['DATABASE_URL', 'VALKEY_URL'])
    if (environment[name])
      throw new StartRefused(
        `${name} is set, but this version keeps everything in its own data folder. Nothing was changed. Remove ${name} and start again.`,
      );
}

function decideDemo(values: Options): Config {
  const isDemo =
    values.ALLIANCE_DEMO === undefined ? isLoopback(values.HOST) : values.ALLIANCE_DEMO === '1';
  if (isDemo && !isLoopback(values.HOST))
    throw new StartRefused(
      `The demo lets anyone sign in without a password, so it runs on this machine only. Nothing was changed. Use HOST=127.0.0.1, or ALLIANCE_DEMO=0.`,
    );
  return {
    port: values.PORT,
    host: values.HOST,
    dataFolder: values.ALLIANCE_DATA,
    isDemo,
    ...(values.ALLIANCE_URL && { publicUrl: values.ALLIANCE_URL.replace(/\/+$/, '') }),
    origins: values.ALLIANCE_ORIGINS,
    ...(values.ALLIANCE_SECRET && { secret: values.ALLIANCE_SECRET }),
    trustedProxies: values.ALLIANCE_TRUSTED_PROXIES,
    ...(values.SMTP_URL && { mail: { url: values.SMTP_URL, from: senderOf(values) } }),
  };
}

function senderOf({ SMTP_URL = '', ALLIANCE_MAIL_FROM, ALLIANCE_URL }: Options): string {
  if (ALLIANCE_MAIL_FROM) return ALLIANCE_MAIL_FROM;
  const user = decodeURIComponent(new URL(SMTP_URL).username);
  if (z.email().safeParse(user).success) return user;
  return `alliance@${ALLIANCE_URL ? new URL(ALLIANCE_URL).hostname : 'localhost'}`;
}

/** A host is named, and user and password can be read. */
function isMailServer(text: string): boolean {
  try {
    const { hostname, username, password } = new URL(text);
    decodeURIComponent(username + password);
    return /^[\w.:[\]-]+$/.test(hostname);
  } catch {
    return false;
  }
}
