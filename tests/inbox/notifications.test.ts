import { CodeAllowance } from '@alliance/server/inbox/code-allowance';
import { type NotificationSettings } from '@alliance/shared/inbox/inbox';
import { afterEach, expect, test, vi } from 'vitest';

import { personId } from '../support/alliances.ts';
import { type InProcessServer, serverForTest } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { startThread } from '../support/threads.ts';
import { type LetterBox, letterBox } from './letter-box.ts';

const minute = 60_000;

interface Post {
  readonly box: LetterBox;
  readonly server: InProcessServer;
  readonly tom: SignedIn;
  readonly logged: string[];
  /** Moves the server's clock. */
  readonly pass: (minutes: number) => void;
}

/** A server that sends e-mail, and Tom signed in at it. */
async function post(): Promise<Post> {
  const box = await letterBox();
  const clock = { ahead: 0 };
  const logged: string[] = [];
  const note = (fields: object, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const server = await serverForTest(
    { now: () => Date.now() + clock.ahead, log: { info: note, warn: note, error: note } },
    { SMTP_URL: box.url, ALLIANCE_MAIL_FROM: 'plans@ward.example' },
  );
  const tom = await signIn(server.url, 'tom');
  return { box, server, tom, logged, pass: (minutes) => void (clock.ahead += minutes * minute) };
}

const path = '/api/me/notifications';

async function settings(person: SignedIn): Promise<NotificationSettings> {
  return (await (await person.fetch(path)).json()) as NotificationSettings;
}

/** Status of an answer, with the rule that refused. */
async function outcome(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const rule = /"code":"(IB\d+)"/.exec(await response.text())?.[1];
  return [response.status, rule].filter((part) => part !== undefined).join(' ');
}

const give = (person: SignedIn, address = 'tom@ward.example'): Promise<string> =>
  outcome(person.post(`${path}/address`, { address }));
const type = (person: SignedIn, code: string): Promise<string> =>
  outcome(person.post(`${path}/confirm`, { code }));

/** The code in the newest letter. */
function codeIn({ letters }: LetterBox): string {
  return /\b\d{6}\b/.exec(letters.at(-1)?.text ?? '')?.[0] ?? '';
}

/** A code that is not this one. */
function wrong(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

afterEach(() => {
  vi.useRealTimers();
});

test('[IB8] an address is confirmed with the code that was sent there, and only by its person', async () => {
  const { box, server, tom, pass } = await post();
  expect(await settings(tom)).toEqual({
    rhythm: 'never',
    hour: 8,
    timeZone: 'UTC',
    isConfirmed: false,
    canSend: true,
  });
  expect(await give(tom)).toBe('200');
  expect(box.letters).toHaveLength(1);
  expect(box.letters[0]).toMatchObject({ from: 'plans@ward.example', to: ['tom@ward.example'] });
  const code = codeIn(box);
  expect(await settings(tom)).toMatchObject({ address: 'tom@ward.example', isConfirmed: false });
  expect(await type(await signIn(server.url, 'hannah'), code)).toBe('422 IB12');
  expect(await type(tom, wrong(code))).toBe('422 IB8');
  pass(14);
  expect(await type(tom, code)).toBe('200');
  expect(await settings(tom)).toMatchObject({ isConfirmed: true });
});

test('[IB18] a confirmed address stays until another one is confirmed', async () => {
  const { box, tom } = await post();
  await give(tom);
  const code = codeIn(box);
  await type(tom, code);
  expect(await give(tom, 'other@ward.example')).toBe('200');
  const waiting = { address: 'tom@ward.example', isConfirmed: true };
  expect(await settings(tom)).toMatchObject({ ...waiting, newAddress: 'other@ward.example' });
  expect(box.letters.at(-1)?.to).toEqual(['other@ward.example']);
  const second = codeIn(box);
  expect(await type(tom, second === code ? wrong(second) : code)).toBe('422 IB8');
  expect(await settings(tom)).toMatchObject(waiting);
  expect(await type(tom, second)).toBe('200');
  const settled = await settings(tom);
  expect(settled).toMatchObject({ address: 'other@ward.example', isConfirmed: true });
  expect(settled).not.toHaveProperty('newAddress');
  // The same once more, as a second press of the button does.
  expect(await type(tom, second)).toBe('200');
});

test('[IB18] of a new address whose code never came back nothing is left', async () => {
  const { box, tom, pass } = await post();
  await give(tom);
  await type(tom, codeIn(box));
  await give(tom, 'mistyped@ward.example');
  pass(15);
  expect(await type(tom, codeIn(box))).toBe('422 IB12');
  const left = await settings(tom);
  expect(left).toMatchObject({ address: 'tom@ward.example', isConfirmed: true });
  expect(left).not.toHaveProperty('newAddress');
});

test('[IB17] a person asks for ten codes in an hour, whether they leave or not', async () => {
  const { box, tom, pass } = await post();
  await box.close();
  const asked: string[] = [];
  for (let attempt = 0; attempt < 12; attempt++)
    asked.push(await give(tom, `a${attempt}@ward.example`));
  expect(asked).toEqual([...Array<string>(10).fill('503'), '429 IB17', '429 IB17']);
  await box.reopen();
  expect(await give(tom)).toBe('429 IB17');
  expect(box.letters).toEqual([]);
  expect(await settings(tom)).not.toHaveProperty('address');
  pass(60);
  expect(await give(tom)).toBe('200');
});

test('[IB17] all people together send six codes in an hour to one address, however it is spelled', async () => {
  const { box, server } = await post();
  const spellings = ['victim@ward.example', 'Victim@Ward.example', 'victim+1@ward.example'];
  const [tom, hannah, marcus] = await Promise.all([
    signIn(server.url, 'tom'),
    signIn(server.url, 'hannah'),
    signIn(server.url, 'marcus'),
  ]);
  const asked: string[] = [];
  for (const person of [tom, hannah, marcus])
    for (const address of spellings) asked.push(await give(person, address));
  expect(asked).toEqual([...Array<string>(6).fill('200'), ...Array<string>(3).fill('429 IB17')]);
  expect(box.letters).toHaveLength(6);
  expect(await give(marcus, 'marcus@ward.example')).toBe('200');
});

test('[IB17] five codes are on their way at a time', async () => {
  const allowance = new CodeAllowance();
  const sending = Promise.withResolvers<string>();
  const ask = (name: string): Promise<string | undefined> =>
    allowance.spend(
      { personId: personId(name), address: `${name}@ward.example`, now: 0 },
      () => sending.promise,
    );
  const first = ['a', 'b', 'c', 'd', 'e'].map(ask);
  expect(await ask('f')).toBeUndefined();
  sending.resolve('sent');
  expect(await Promise.all(first)).toEqual(Array<string>(5).fill('sent'));
  expect(await ask('f')).toBe('sent');
});

test('[IB17] 300 codes are asked for in an hour, whoever asks', async () => {
  const allowance = new CodeAllowance();
  const ask = (number: number, now: number): Promise<boolean | undefined> =>
    allowance.spend(
      { personId: personId(`p${number}`), address: `p${number}@ward.example`, now },
      async () => true,
    );
  const asked: (boolean | undefined)[] = [];
  for (let number = 0; number < 301; number++) asked.push(await ask(number, 0));
  expect(asked.filter(Boolean)).toHaveLength(300);
  expect(asked.at(-1)).toBeUndefined();
  expect(await ask(1, 60 * minute)).toBe(true);
});

test('[IB9] the letter with the code names nobody', async () => {
  const { box, tom, logged } = await post();
  await give(tom);
  const { raw = '', text = '' } = box.letters[0] ?? {};
  for (const word of ['Akerele', 'Tom ', 'Vargas', 'Elena', 'rehab'])
    expect(`${raw} ${text}`).not.toContain(word);
  expect(logged.join('\n')).not.toMatch(/ward\.example|\d{6}\b.*code/);
});

test('[IB12] a code can be used for 15 minutes', async () => {
  const { box, tom, pass } = await post();
  await give(tom);
  pass(15);
  expect(await type(tom, codeIn(box))).toBe('422 IB12');
  expect(await settings(tom)).toMatchObject({ isConfirmed: false });
});

test('[IB12] after five wrong tries a code is worth nothing, also when they come at once', async () => {
  const { box, tom } = await post();
  await give(tom);
  const code = codeIn(box);
  const tries = await Promise.all(Array.from({ length: 5 }, () => type(tom, wrong(code))));
  expect(tries.toSorted()).toEqual(['422 IB12', '422 IB8', '422 IB8', '422 IB8', '422 IB8']);
  expect(await type(tom, code)).toBe('422 IB12');
  await give(tom);
  expect(await type(tom, codeIn(box))).toBe('200');
});

test('[IB12] three codes leave in an hour, confirmed or not', async () => {
  const { box, tom, pass } = await post();
  await give(tom, 'one@ward.example');
  await type(tom, codeIn(box));
  await give(tom, 'two@ward.example');
  await give(tom, 'three@ward.example');
  expect(await give(tom, 'four@ward.example')).toBe('429 IB12');
  expect(box.letters).toHaveLength(3);
  expect(await settings(tom)).toMatchObject({
    address: 'one@ward.example',
    newAddress: 'three@ward.example',
  });
  pass(60);
  expect(await give(tom, 'four@ward.example')).toBe('200');
});

test('[IB12] a code that cannot be sent changes nothing and does not count', async () => {
  const { box, tom } = await post();
  await give(tom);
  await type(tom, codeIn(box));
  await box.close();
  for (let attempt = 0; attempt < 4; attempt++)
    expect(await give(tom, 'new@ward.example')).toBe('503');
  expect(await settings(tom)).toMatchObject({ address: 'tom@ward.example', isConfirmed: true });
  await box.reopen();
  expect(await give(tom, 'new@ward.example')).toBe('200');
});

test('[IB12] what cannot be read is refused and changes nothing', async () => {
  const { box, tom } = await post();
  const before = await settings(tom);
  const unreadable = [
    ['/address', { address: 'nobody' }],
    ['/address', { address: 'a@b.example\r\nBcc: c@d.example' }],
    ['/address', { address: `${'a'.repeat(250)}@ward.example` }],
    ['/address', {}],
    ['/confirm', { code: '12345' }],
    ['/confirm', { code: 123456 }],
    ['', { rhythm: 'often', hour: 8, timeZone: 'UTC' }],
    ['', { rhythm: 'daily', hour: 24, timeZone: 'UTC' }],
    ['', { rhythm: 'daily', hour: 8, timeZone: 'Nowhere/Nothing' }],
  ] as const;
  for (const [place, body] of unreadable)
    expect([place, body, await outcome(tom.post(`${path}${place}`, body))]).toEqual([
      place,
      body,
      '400',
    ]);
  expect(await settings(tom)).toEqual(before);
  expect(box.letters).toEqual([]);
});

test('[OP16] without SMTP_URL the settings say that no e-mail is sent, and nobody is promised one', async () => {
  const server = await serverForTest();
  const tom = await signIn(server.url, 'tom');
  expect(await settings(tom)).toMatchObject({ canSend: false });
  expect(await give(tom)).toBe('409');
  expect(await settings(tom)).not.toHaveProperty('address');
});

test('[IB10] who asked for it hears by e-mail, from the server as it runs, that something new needs them', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { box, server, tom, pass } = await post();
  await give(tom);
  await type(tom, codeIn(box));
  const wish = { rhythm: 'hourly', hour: 8, timeZone: 'Europe/London' };
  expect(await outcome(tom.post(path, wish))).toBe('200');
  vi.advanceTimersByTime(minute);
  pass(60);
  const { alliance } = await tom.plan();
  const seatId = alliance.seats.find(({ title }) => title === 'Rehab nurse')?.id ?? '';
  await startThread(await signIn(server.url, 'hannah'), {
    assignment: { seatId } as never,
  });
  vi.advanceTimersByTime(minute);
  await box.arrived(2);
  const { subject = '', raw = '', text = '' } = box.letters[1] ?? {};
  expect(subject).toMatch(/^\d+ things? needs? you in Alliance$/);
  expect(text).toContain(server.url);
  for (const word of ['Vargas', 'Elena', 'Hannah', 'helpers', 'Stroke', 'rehabilitation'])
    expect(`${raw} ${text}`).not.toContain(word);
});
