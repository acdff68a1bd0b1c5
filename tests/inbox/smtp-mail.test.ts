import { type AddressInfo, createServer } from 'node:net';

import { type Posted } from '@alliance/server/inbox/mail';
import { createSmtpMail } from '@alliance/server/inbox/smtp-mail';
import { expect, onTestFinished, test } from 'vitest';

import { letterBox } from './letter-box.ts';

const letter = { to: 'tom@ward.example', subject: 'zzsubjectzz', text: 'Two things.\nAnd more.\n' };

/** Sends one letter, and gives what became of it with everything that was logged. */
async function post(url: string): Promise<readonly [Posted, string]> {
  const logged: string[] = [];
  const note = (fields: object, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log = { info: note, warn: note, error: note };
  const mail = createSmtpMail({ url, from: 'alliance@ward.example', log });
  onTestFinished(() => mail.close());
  return [await mail.send(letter), logged.join('\n')];
}

/** A mail server that says these lines, one for each that it hears, and then hangs up. */
async function talking(...lines: readonly string[]): Promise<string> {
  const server = createServer((socket) => {
    const rest = [...lines];
    let said = '';
    const say = (): void => {
      const line = rest.shift();
      said = line ?? '';
      if (line === undefined) socket.destroy();
      else socket.write(`${line}\r\n`);
    };
    socket.on('error', () => undefined);
    socket.on('data', (heard) => {
      // The letter itself is one thing heard, however many pieces it comes in.
      if (said.startsWith('354') && !heard.toString().endsWith('\r\n.\r\n')) return;
      say();
    });
    say();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('[IB11] what a mail server took is sent, word for word', async () => {
  const box = await letterBox();
  expect(await post(box.url)).toEqual(['sent', '']);
  expect(box.letters[0]?.text.replaceAll('\r\n', '\n').trimEnd()).toBe(letter.text.trimEnd());
});

test.each([
  ['nobody listens', [], 'away'],
  ['it hangs up at once', ['220 box'], 'away'],
  ['it is closing', ['421 Closing'], 'away'],
  ['it takes no such sender', ['220 box', '250 box', '550 No'], 'away'],
  ['it puts the letter off', ['220 box', '250 box', '250 ok', '450 Later'], 'later'],
  ['it has no such address', ['220 box', '250 box', '250 ok', '550 No'], 'refused'],
  [
    'it does not like the letter',
    ['220 box', '250 box', '250 ok', '250 ok', '354 Go', '554 No'],
    'refused',
  ],
] as const)('[IB11] when %s, that is known', async (_when, lines, became) => {
  const url = lines.length === 0 ? 'smtp://127.0.0.1:9' : await talking(...lines);
  expect((await post(url))[0]).toBe(became);
});

test('[IB13] when it hangs up after the letter, nobody knows whether it has it', async () => {
  const url = await talking('220 box', '250 box', '250 ok', '250 ok', '354 Go');
  expect((await post(url))[0]).toBe('unknown');
});

test('[OP16] what goes wrong is logged by its code: no address, no reply, no password', async () => {
  const said = '550 zzreplyzz tom@ward.example';
  const url = await talking('220 box', '250 box', '250 ok', said);
  const [, logged] = await post(url.replace('//', '//user:zzsecretzz@'));
  expect(logged).toMatch(/^mail\.failed /);
  for (const word of ['zzreplyzz', 'tom', 'zzsecretzz', 'zzsubjectzz'])
    expect(logged).not.toContain(word);
});

test('[OP16] user and password of the address are used, over TLS where it says so', async () => {
  const asked: unknown[] = [];
  const box = await letterBox({
    authOptional: false,
    secure: true,
    onAuth: ({ username, password }, _session, done) => {
      asked.push(username, password);
      done(null, { user: 'alliance' });
    },
  });
  const url = box.url.replace('smtp://', 'smtps://alliance%40ward.example:s%3Acret@');
  expect(await post(url)).toEqual(['sent', '']);
  expect(asked).toEqual(['alliance@ward.example', 's:cret']);
});

test('[IB11] closing gives up what is being sent', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => void server.close());
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connected = new Promise<void>((resolve) => {
    server.once('connection', (socket) => {
      socket.on('error', () => undefined);
      resolve();
    });
  });
  const log = { info: quiet, warn: quiet, error: quiet };
  const mail = createSmtpMail({ url, from: 'alliance@ward.example', log });
  const sending = mail.send(letter);
  await connected;
  mail.close();
  expect(await sending).toBe('away');
});

function quiet(): void {
  // Nobody reads this log.
}
