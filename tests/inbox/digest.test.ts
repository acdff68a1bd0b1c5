import { createSmtpMail } from '@alliance/server/inbox/smtp-mail';
import { expect, test } from 'vitest';

import { after, says, seats } from '../comments/ward.ts';
import { digestLab, markers } from './digest-lab.ts';
import { letterBox } from './letter-box.ts';

const day = 24 * 60;

test('[IB8] nobody gets an e-mail without having asked for it and confirmed the address', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.digest.look();
  await lab.wish('tom', { rhythm: 'never' });
  await lab.digest.look();
  await lab.wish('tom', { isConfirmed: false });
  await lab.digest.look();
  expect(box.letters).toEqual([]);
  await lab.wish('tom');
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
});

test('[IB9] an e-mail says how many things need its reader and where Alliance is, and nothing else', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.open();
  await lab.wish('tom');
  await lab.digest.look();
  const [letter] = box.letters;
  expect(letter).toMatchObject({ from: 'alliance@ward.example', to: ['tom@ward.example'] });
  expect(letter?.subject).toBe('2 things need you in Alliance');
  expect(letter?.text).toContain('http://alliance.example');
  expect(letter?.text).not.toContain('http://alliance.example/');
  expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated$/im);
  const everything = [letter?.raw, letter?.text, ...lab.logged].join('\n').toLowerCase();
  for (const marker of markers) expect(everything).not.toContain(marker);
  expect(lab.logged.join('\n')).not.toContain('ward.example');
});

test('[IB9] one thing is one thing', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.wish('tom');
  await lab.digest.look();
  expect(box.letters[0]?.subject).toBe('1 thing needs you in Alliance');
});

test('[IB10] the hourly e-mail leaves at most once an hour, and only for something new', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.wish('tom');
  await lab.digest.look();
  await lab.open();
  lab.pass(59);
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
  lab.pass(1);
  await lab.digest.look();
  expect(box.letters.map(({ subject }) => subject.slice(0, 8))).toEqual(['1 thing ', '2 things']);
  // Tom's shift ends in a moment; until then nothing is new.
  lab.pass(59);
  await lab.digest.look();
  expect(box.letters).toHaveLength(2);
});

test('[IB10] what leaves the inbox is nothing new', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  const done = await lab.open();
  await lab.wish('priya');
  await lab.wish('amara');
  lab.pass(200);
  await lab.digest.look();
  expect(box.letters.map(({ to }) => to[0])).toEqual(['amara@ward.example']);
  const audit = { at: done.comments[0].at, action: 'test', subjectId: 'test' };
  const thread = after(done, 'amara', says.resolve(), { at: 4 });
  await lab.storage.writeThread({ thread, expectedVersion: 1, audit });
  lab.pass(61);
  await lab.digest.look();
  expect(box.letters.filter(({ to }) => to[0] === 'amara@ward.example')).toHaveLength(1);
});

test('[IB10] the daily e-mail leaves once, at its hour, also when the hour passed while nobody looked', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  const sentAt = '2026-03-02T11:59:00.000Z';
  await lab.wish('priya', { rhythm: 'daily', hour: 18, sentAt });
  await lab.storage.writeThread(await owedByPhysician(lab));
  await lab.digest.look();
  lab.pass(5 * 60 + 59);
  await lab.digest.look();
  expect(box.letters).toEqual([]);
  lab.pass(7 * 60);
  await lab.digest.look();
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
  lab.pass(day - 8 * 60);
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
  lab.pass(2 * 60);
  await lab.digest.look();
  expect(box.letters).toHaveLength(2);
});

test('[IB10] nothing leaves when nothing needs me, and what comes after the daily hour waits for the next', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.wish('priya', { rhythm: 'daily', hour: 12, sentAt: '2026-03-02T11:00:00.000Z' });
  await lab.digest.look();
  await lab.storage.writeThread(await owedByPhysician(lab));
  lab.pass(30);
  await lab.digest.look();
  expect(box.letters).toEqual([]);
  lab.pass(day - 30);
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
});

test('[IB11] after a mail server was away, what is due leaves once', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.wish('tom');
  await box.close();
  await lab.digest.look();
  await lab.digest.look();
  expect((await lab.wishesOf('tom'))?.sentAt).toBeUndefined();
  expect(lab.logged.join()).toMatch(/mail\.failed .*ESOCKET/);
  await box.reopen();
  await lab.digest.look();
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
});

test('[IB11] a mail server that puts a letter off gets it again later, the others are not held up', async () => {
  let isBusy = true;
  const box = await letterBox({
    onRcptTo: ({ address }, _session, done) => {
      const refusal = Object.assign(new Error('Greylisted'), { responseCode: 450 });
      done(isBusy && address.startsWith('hannah') ? refusal : null);
    },
  });
  const lab = await digestLab(box.url);
  await lab.storage.writeThread(await owedBy(lab, 'hannah'));
  await lab.wish('hannah');
  await lab.wish('tom');
  await lab.digest.look();
  expect(box.letters.map(({ to }) => to[0])).toEqual(['tom@ward.example']);
  isBusy = false;
  lab.pass(1);
  await lab.digest.look();
  expect(box.letters).toHaveLength(1);
  lab.pass(5);
  await lab.digest.look();
  expect(box.letters.map(({ to }) => to[0])).toEqual(['tom@ward.example', 'hannah@ward.example']);
});

test('[IB11] an address that is refused for good is not tried every minute', async () => {
  const asked: string[] = [];
  const box = await letterBox({
    onRcptTo: ({ address }, _session, done) => {
      asked.push(address);
      done(Object.assign(new Error('No such user'), { responseCode: 550 }));
    },
  });
  const lab = await digestLab(box.url);
  await lab.wish('tom');
  await lab.digest.look();
  lab.pass(10);
  await lab.digest.look();
  expect(asked).toEqual(['tom@ward.example']);
});

test.each(['before', 'after'] as const)(
  '[IB13] a server that dies %s the mail server has the letter sends it once or not at all, never twice',
  async (when) => {
    const box = await letterBox();
    const lab = await digestLab(box.url);
    await lab.wish('tom');
    const log = { info: quiet, warn: quiet, error: quiet };
    const mail = createSmtpMail({ url: box.url, from: 'alliance@ward.example', log });
    const dead = Promise.withResolvers<never>();
    const dying = Promise.withResolvers<void>();
    void lab
      .restarted({
        async send(letter) {
          if (when === 'after') await mail.send(letter);
          dying.resolve();
          return dead.promise;
        },
      })
      .look();
    await dying.promise;
    lab.pass(1);
    await lab.digest.look();
    expect(box.letters).toHaveLength(when === 'after' ? 1 : 0);
    // Tomorrow's things are told again.
    await lab.open();
    lab.pass(60);
    await lab.digest.look();
    expect(box.letters).toHaveLength(when === 'after' ? 2 : 1);
  },
);

function quiet(): void {
  // Nobody reads this log.
}

type Lab = Awaited<ReturnType<typeof digestLab>>;
type Write = Parameters<Lab['storage']['writeThread']>[0];

/** A thread of Tom's that is assigned to the physician. */
async function owedByPhysician(lab: Lab): Promise<Write> {
  return owedBy(lab, 'priya');
}

async function owedBy(lab: Lab, name: 'priya' | 'hannah'): Promise<Write> {
  const thread = await lab.open();
  const seatId = name === 'priya' ? seats.physician.id : seats.physiotherapist.id;
  return {
    thread: {
      ...thread,
      version: 2,
      assignment: { ...thread.assignment, value: { seatId } },
    },
    expectedVersion: 1,
    audit: { at: thread.comments[0].at, action: 'test', subjectId: 'test' },
  };
}

test('[IB32] what an alliance needs is counted as a thread is, and nothing more is said of it', async () => {
  const box = await letterBox();
  const lab = await digestLab(box.url);
  await lab.wish('tom');
  await lab.digest.look();
  // His shift ends in half an hour, and he has left no note.
  lab.pass(90);
  await lab.digest.look();
  expect(box.letters.map(({ subject }) => subject.slice(0, 8))).toEqual(['1 thing ', '2 things']);
  lab.pass(60);
  await lab.digest.look();
  expect(box.letters).toHaveLength(2);
  const everything = [...box.letters.map(({ text }) => text), ...lab.logged].join('\n');
  for (const word of ['shift', 'note', 'nurse', 'amara', ...markers])
    expect(everything.toLowerCase()).not.toContain(word);
});
