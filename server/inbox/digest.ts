import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { type InboxItem } from '@alliance/shared/inbox/inbox';

import { type Log, describeError } from '../observe/log.ts';
import { type Storage, type StoredNotifications } from '../storage/port.ts';
import { hasNews, isTime, rememberedOf } from './digest-due.ts';
import { digestLetter } from './letters.ts';
import { type Mail, type Posted } from './mail.ts';
import { type Wishes } from './wishes.ts';

/** How often it is looked who is due, in milliseconds. */
const lookMs = 60_000;
/** People whose inbox is looked at in one go; the others come next. */
const peoplePerLookMax = 50;
/** How long a letter waits that the mail server puts off, in milliseconds. */
const putOffMs = 5 * 60_000;

/** What the e-mail digest needs. */
export interface DigestSettings {
  readonly storage: Pick<Storage, 'digestReaders'>;
  readonly wishes: Wishes;
  readonly inbox: { read(person: Pick<Person, 'id'>): Promise<readonly InboxItem[]> };
  readonly mail: Pick<Mail, 'send'>;
  /** Where people reach Alliance. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** The e-mails that tell people how many things need them (IB9 to IB11). */
export interface Digest {
  /** Sends what is due now, one after the other. */
  look(): Promise<void>;
  /** Looks every minute from now on; gives the way to stop, which waits for the letter that is on its way. */
  start(): () => Promise<void>;
}

/**
 * Before a letter leaves, it is written down that it has left; that is taken back when the mail server surely does
 * not have it. So a server that dies between the two leaves somebody without one e-mail, and nobody with two (IB11).
 */
export function createDigest(settings: DigestSettings): Digest {
  const { storage, now, log } = settings;
  const putOff = new Map<PersonId, number>();
  let isStopped = false;
  let after = '';

  async function look(): Promise<void> {
    const due = (await storage.digestReaders()).filter((row) => isTime(row, now()));
    const people = inTurn(due, after).slice(0, peoplePerLookMax);
    for (const row of people) {
      if (isStopped) return;
      if ((putOff.get(row.personId) ?? 0) > now()) continue;
      putOff.delete(row.personId);
      after = row.personId;
      // One after the other: a mail server that is away is asked once, and a slow one is not crowded.
      // oxlint-disable-next-line no-await-in-loop
      const posted = await deliver(settings, row);
      if (posted === 'later') putOff.set(row.personId, now() + putOffMs);
      if (posted === 'away') return;
    }
  }

  async function lookSafely(): Promise<void> {
    try {
      await look();
    } catch (error) {
      // Nothing is lost: what was due is due in a minute.
      log.warn(describeError(error), 'digest.failed');
    }
  }

  return {
    look,
    start() {
      let looking: Promise<void> | undefined;
      const timer = setInterval(() => {
        looking ??= lookSafely().finally(() => (looking = undefined));
      }, lookMs);
      return async () => {
        isStopped = true;
        clearInterval(timer);
        await looking;
      };
    },
  };
}

/** From the one after whom it stopped last: when there are more than fit in one go, everybody has their turn. */
function inTurn(
  rows: readonly StoredNotifications[],
  after: string,
): readonly StoredNotifications[] {
  const sorted = rows.toSorted((one, other) => (one.personId < other.personId ? -1 : 1));
  const start = sorted.findIndex(({ personId }) => personId > after);
  return start < 1 ? sorted : [...sorted.slice(start), ...sorted.slice(0, start)];
}

/** Sends one person's letter when there is something to say; undefined when there is not. */
async function deliver(
  settings: DigestSettings,
  due: StoredNotifications,
): Promise<Posted | undefined> {
  const items = await settings.inbox.read({ id: due.personId });
  if (due.rhythm === 'hourly' && !hasNews(items, due.sentDigest)) return undefined;
  const sentAt = new Date(settings.now()).toISOString();
  if (items.length === 0) return settleQuietly(settings, due, sentAt);
  const intent = await intend(settings, due, { sentAt, sentDigest: rememberedOf(items) });
  if (intent === undefined) return undefined;
  const posted = await settings.mail.send(
    digestLetter({ to: intent.to, count: items.length, rhythm: due.rhythm, url: settings.url }),
  );
  if (posted === 'away' || posted === 'later') await takeBack(settings, due, sentAt);
  else settings.log.info({ things: items.length, posted }, 'digest.posted');
  return posted;
}

/** Nothing needs the person: the day's e-mail is over with that, and comes tomorrow. */
async function settleQuietly(
  { wishes }: DigestSettings,
  due: StoredNotifications,
  sentAt: string,
): Promise<undefined> {
  await wishes.change(due.personId, 'digest.nothing', (row) =>
    row.sentAt === due.sentAt ? { ...row, sentAt } : row,
  );
}

interface Intended {
  readonly sentAt: string;
  readonly sentDigest: string;
}

/** Writes down that a letter leaves; undefined when the person has changed their mind meanwhile. */
async function intend(
  { wishes, now }: DigestSettings,
  due: StoredNotifications,
  intended: Intended,
): Promise<{ readonly to: string } | undefined> {
  const row = await wishes.change(due.personId, 'digest.send', (present) =>
    present.isConfirmed && present.sentAt === due.sentAt && isTime(present, now())
      ? { ...present, ...intended }
      : present,
  );
  return row.sentAt === intended.sentAt && row.address !== undefined
    ? { to: row.address }
    : undefined;
}

async function takeBack(
  { wishes }: DigestSettings,
  due: StoredNotifications,
  intendedAt: string,
): Promise<void> {
  await wishes.change(due.personId, 'digest.not-sent', (row) => {
    if (row.sentAt !== intendedAt) return row;
    const { sentAt: _notSent, sentDigest: _notKnown, ...kept } = row;
    return {
      ...kept,
      ...(due.sentAt !== undefined && { sentAt: due.sentAt }),
      ...(due.sentDigest !== undefined && { sentDigest: due.sentDigest }),
    };
  });
}
