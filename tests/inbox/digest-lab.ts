/** A digest over a real database, a real mail server and a clock that the test moves. */
import { type Digest, createDigest } from '@alliance/server/inbox/digest';
import { createInboxReader } from '@alliance/server/inbox/inbox-reader';
import { type Mail } from '@alliance/server/inbox/mail';
import { createSmtpMail } from '@alliance/server/inbox/smtp-mail';
import { createWishes } from '@alliance/server/inbox/wishes';
import { type Storage, type StoredNotifications } from '@alliance/server/storage/port';
import { openSqliteStorage } from '@alliance/server/storage/sqlite/open-sqlite-storage';
import { type CarePlan, toPlanId } from '@alliance/shared/careplan/care-plan';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { type Thread } from '@alliance/shared/comments/thread';
import { type Person } from '@alliance/shared/identity/person';
import { onTestFinished } from 'vitest';

import { names, seats, startedBy, ward } from '../comments/ward.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { noon, personId } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';

/** Words that must be in no e-mail and no line of the log: of patient, plan, comment and people. */
export const markers = ['zzpatientzz', 'zzplanzz', 'zzwordszz', 'zzheadingzz', 'zznamezz'] as const;

const minuteMs = 60_000;

/** What a test can do with it. */
export interface DigestLab {
  readonly storage: Storage;
  readonly digest: Digest;
  /** Every line of the log. */
  readonly logged: string[];
  /** Moves the clock. */
  readonly pass: (minutes: number) => void;
  /** Replaces what somebody wishes. */
  wish(name: string, wishes?: Partial<StoredNotifications>): Promise<void>;
  wishesOf(name: string): Promise<StoredNotifications | undefined>;
  /** Opens a thread that is assigned to the nurse. */
  readonly open: () => Promise<Thread>;
  /** The same data under a new process, with another way to send. */
  restarted(mail: Pick<Mail, 'send'>): Digest;
}

/** The ward, whose empty hours are nobody's worry here. */
const team = { ...ward, seats: ward.seats.map((seat) => ({ ...seat, isRequired: false })) };

/** A ward in which one thing is assigned to the nurse, at noon. */
export async function digestLab(smtpUrl: string): Promise<DigestLab> {
  const clock = { now: noon };
  const now = (): number => clock.now;
  const storage = await openSqliteStorage({ folder: temporaryFolder(), now });
  const logged: string[] = [];
  const note = (fields: object, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log = { info: note, warn: note, error: note };
  const mail = createSmtpMail({ url: smtpUrl, from: 'alliance@ward.example', log });
  onTestFinished(async () => {
    mail.close();
    await storage.close();
  });
  const at = new Date(noon).toISOString();
  const audit = { at, action: 'test', subjectId: 'test' };
  const thread = assignedToNurse();
  await storage.replaceWorld(
    {
      people: names.map(personOf),
      plans: [{ alliance: team, plan }],
      documents: [],
      looked: [],
      threads: [thread],
      threadReads: [],
    },
    audit,
  );
  const restarted = (by: Pick<Mail, 'send'>): Digest =>
    createDigest({
      storage,
      wishes: createWishes({ storage, now }),
      inbox: createInboxReader({ storage, now }),
      mail: by,
      url: 'http://alliance.example',
      now,
      log,
    });
  return {
    storage,
    digest: restarted(mail),
    logged,
    restarted,
    pass: (minutes) => void (clock.now += minutes * minuteMs),
    async wish(name, wishes = {}) {
      const row = { ...quietly, personId: personId(name), address: `${name}@ward.example` };
      await storage.putNotifications({ ...row, ...wishes }, audit);
    },
    wishesOf: (name) => storage.notificationsOf(personId(name)),
    async open() {
      const more = assignedToNurse();
      await storage.writeThread({ thread: more, expectedVersion: 0, audit });
      return more;
    },
  };
}

const quietly: Omit<StoredNotifications, 'personId'> = {
  rhythm: 'hourly',
  hour: 8,
  timeZone: 'UTC',
  isConfirmed: true,
};

function assignedToNurse(): Thread {
  return startedBy('priya', {
    assignment: { seatId: seats.nurse.id },
    comment: comment('zzwordszz: she fell.'),
  });
}

function personOf(name: string): Person {
  return { id: personId(name), name: `${name} zznamezz`, shortName: name, isSimulated: false };
}

const plan: CarePlan = {
  id: toPlanId('plan-1'),
  allianceId: ward.id,
  title: 'Plan zzplanzz',
  status: 'active',
  patient: {
    name: 'Pat zzpatientzz',
    preferredName: 'Pat',
    bornOn: '1950-01-01',
    identifier: '1',
    needsInterpreter: false,
    allergies: [],
  },
  sections: sectionKeys.map((key) => ({
    id: `section-${key}` as CarePlan['sections'][0]['id'],
    key,
    heading: `${key} zzheadingzz`,
    documentId: `document-${key}` as CarePlan['sections'][0]['documentId'],
  })),
};
