import { type AddressInfo } from 'node:net';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A letter as the mail server took it. */
export interface TakenLetter {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, as they came. */
  readonly raw: string;
  readonly subject: string;
  readonly text: string;
}

/** A real mail server on loopback. */
export interface LetterBox {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly letters: readonly TakenLetter[];
  /** Resolves once so many letters are there. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
  /** Listens again where it did. */
  reopen(): Promise<void>;
}

/** Opens a mail server that takes everything, unless `options` say otherwise; it is closed at the end of the test. */
export async function letterBox(options: SMTPServerOptions = {}): Promise<LetterBox> {
  const letters: TakenLetter[] = [];
  const waiting = new Set<() => void>();
  const listen = (port: number): Promise<SMTPServer> =>
    opened(port, { ...options, onData: taking(letters, waiting) });
  let server = await listen(0);
  const { port } = server.server.address() as AddressInfo;
  const box: LetterBox = {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    arrived: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (letters.length >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
    async reopen() {
      server = await listen(port);
    },
  };
  onTestFinished(() => box.close());
  return box;
}

function opened(port: number, options: SMTPServerOptions): Promise<SMTPServer> {
  const server = new SMTPServer({ authOptional: true, ...options });
  // A client that gives up in the middle is what some tests are about.
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function taking(
  letters: TakenLetter[],
  waiting: ReadonlySet<() => void>,
): NonNullable<SMTPServerOptions['onData']> {
  return (stream, { envelope }, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      letters.push({ from, to: envelope.rcptTo.map(({ address }) => address), ...read(raw) });
      done();
      for (const look of waiting) look();
    });
  };
}

function read(raw: string): Pick<TakenLetter, 'raw' | 'subject' | 'text'> {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const subject = /^Subject: (.*)$/m.exec(head)?.[1] ?? '';
  const isBase64 = /^Content-Transfer-Encoding: base64/im.test(head);
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable/im.test(head);
  const text = body.join('\r\n\r\n');
  if (isBase64) return { raw, subject, text: Buffer.from(text, 'base64').toString() };
  return { raw, subject, text: isQuoted ? unquoted(text) : text };
}

function unquoted(text: string): string {
  return text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
