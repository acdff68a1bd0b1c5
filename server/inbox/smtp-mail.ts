import { Readable } from 'node:stream';

import { createTransport } from 'nodemailer';

import { type Log } from '../observe/log.ts';
import { type Letter, type Mail, type Posted } from './mail.ts';

/** How long the mail server may be silent at each step, in milliseconds. */
const silenceMsMax = 10_000;

/** Which mail server, and in whose name. */
export interface SmtpSettings {
  /** `smtp://` takes TLS when it is offered, `smtps://` speaks nothing else. */
  readonly url: string;
  /** The address that letters come from. */
  readonly from: string;
  readonly log: Log;
}

/** Sends through a mail server. What goes wrong is logged by its code: a reply of a mail server can hold an address. */
export function createSmtpMail({ url, from, log }: SmtpSettings): Mail {
  const ending = new AbortController();
  const transport = createTransport({
    ...connectionOf(new URL(url)),
    connectionTimeout: silenceMsMax,
    greetingTimeout: silenceMsMax,
    socketTimeout: silenceMsMax,
    dnsTimeout: silenceMsMax,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      const reading = { hasBegun: false };
      try {
        await transport.sendMail({
          ...headersOf(letter, from),
          text: Readable.from(wordsOf(letter, reading)),
          signal: ending.signal,
        });
        return 'sent';
      } catch (error) {
        const failure = failureOf(error);
        log.warn({ ...failure }, 'mail.failed');
        return whatBecame(failure, reading.hasBegun);
      }
    },
    close: () => ending.abort(),
  };
}

/**
 * With a password TLS is a must: whoever stands in between must not read it by hiding that TLS is offered. On this
 * machine nobody stands in between, and a mail server there has a certificate that nobody else has signed.
 */
function connectionOf({ protocol, hostname, port, username, password }: URL) {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    host,
    secure: protocol === 'smtps:',
    requireTLS: username !== '' && !isHere,
    ...(isHere && { ignoreTLS: true, tls: { rejectUnauthorized: false } }),
    ...(port !== '' && { port: Number(port) }),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
  };
}

function headersOf({ to, subject }: Letter, from: string) {
  return {
    from: { name: 'Alliance', address: from },
    to: { name: '', address: to },
    subject,
    // No out-of-office notes back (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
  };
}

/** The text, which is read once the mail server has taken the envelope. */
function* wordsOf({ text }: Letter, reading: { hasBegun: boolean }): Generator<string> {
  reading.hasBegun = true;
  yield text;
}

interface Failure {
  readonly code: string | undefined;
  readonly command: string | undefined;
  /** The mail server's own number, such as 550. */
  readonly reply: number | undefined;
}

function failureOf(error: unknown): Failure {
  const said: object = error instanceof Error ? error : {};
  return {
    code: 'code' in said && typeof said.code === 'string' ? said.code : undefined,
    command: 'command' in said && typeof said.command === 'string' ? said.command : undefined,
    reply:
      'responseCode' in said && typeof said.responseCode === 'number'
        ? said.responseCode
        : undefined,
  };
}

function whatBecame({ command, reply }: Failure, hasBegun: boolean): Posted {
  if (reply === undefined) return hasBegun ? 'unknown' : 'away';
  const isAboutLetter = command === 'RCPT TO' || command === 'DATA';
  if (!isAboutLetter) return 'away';
  return reply >= 500 ? 'refused' : 'later';
}
