import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { createMemoryStorage } from '../../server/storage/memory.ts';
import { type Storage } from '../../server/storage/port.ts';
import { opened } from './opened.ts';
import {
  accountSessionOf,
  addingOf,
  changeOf,
  linkOf,
  signInUser,
  signInUsers,
} from './sample-accounts.ts';
import { audit, sampleWorld } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Step = (storage: Storage) => Promise<unknown>;

const names = ['a', 'b', 'c'];
const name = fc.constantFrom(...names);
const email = fc.constantFrom('one@example.org', 'two@example.org', 'three@example.org');
const digests = ['link-1', 'link-2'];
const digest = fc.constantFrom(...digests);
const now = '2026-01-03T09:00:00.000Z';

const adding = fc
  .record({
    name,
    email,
    isAdministrator: fc.boolean(),
    linkDigest: fc.option(digest),
    leaves: fc.option(digest.map((each) => linkOf(each))),
    signIn: fc.array(name.map(signInUser), { maxLength: 2 }),
  })
  .map(({ linkDigest, leaves, signIn, ...each }): Step => (storage) => {
    const { person, account, audit: entry } = addingOf(each.name, each);
    const alone = { person, account, audit: entry, signIn };
    const whole = leaves === null ? alone : { ...alone, leaves };
    return storage.addAccount(linkDigest === null ? whole : { ...whole, linkDigest });
  });

const change = fc
  .record({
    name,
    email,
    isAdministrator: fc.boolean(),
    isSuspended: fc.boolean(),
    off: fc.constantFrom(0, 0, 0, 1),
    linkDigest: fc.option(digest),
    signIn: fc.array(name.map(signInUser), { maxLength: 1 }),
  })
  .map(
    ({ name: who, isSuspended, off, linkDigest, signIn, ...changes }): Step =>
      async (storage) => {
        const empty = addingOf(who).account;
        const before = (await storage.account(empty.personId)) ?? empty;
        const write = changeOf(
          { ...before, version: before.version + off },
          { ...changes, ...(isSuspended && { suspendedAt: now }) },
        );
        const whole = { ...write, signIn };
        return storage.writeAccount(linkDigest === null ? whole : { ...whole, linkDigest });
      },
  );

const links = fc
  .record({
    digest,
    purpose: fc.constantFrom('set-up' as const, 'join' as const),
    expiresAt: fc.constantFrom('2026-01-03T08:00:00.000Z', '2026-01-04T08:00:00.000Z'),
    isSpent: fc.boolean(),
  })
  .map(
    ({ isSpent, ...link }): Step =>
      (storage) =>
        isSpent
          ? storage.spendLink(link.digest, audit('link.spend'))
          : storage.putLink(linkOf(link.digest, link), audit('link.create')),
  );

const sessions = fc
  .record({ name, hour: fc.integer({ min: 8, max: 11 }), what: fc.nat(2), isOver: fc.boolean() })
  .map(({ name: who, hour, what, isOver }): Step => (storage) => {
    const session = accountSessionOf(addingOf(who).account, `${who}-${hour}`, hour);
    const changed = { ...session, lockedAt: now, ...(isOver && { expiresAt: now }) };
    if (what === 0) return storage.createSession(session, audit('session.create'));
    if (what === 1) return storage.writeSession(changed, audit('session.write'));
    return storage.endSessions([session.ref, 'ref-none'], audit('session.end'));
  });

const others = fc.constantFrom<Step>(
  (storage) => storage.replaceWorld(sampleWorld, audit('world.replace')),
  (storage) => storage.writeSettings({ idleMinutes: 9, isDemo: true }, audit('settings')),
  (storage) => storage.renamePerson({ ...addingOf('a').person, name: 'Anna' }, audit('rename')),
);

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: adding },
    { weight: 6, arbitrary: change },
    { weight: 3, arbitrary: links },
    { weight: 6, arbitrary: sessions },
    { weight: 1, arbitrary: others },
  ),
  { minLength: 20, maxLength: 60 },
);

/** What a step answers, or that it is refused: the words of a refusal are the adapter's own. */
async function outcomeOf(step: Step, storage: Storage): Promise<unknown> {
  return step(storage).catch(() => 'refused');
}

async function answers(storage: Storage): Promise<unknown> {
  const personIds = names.map((each) => addingOf(each).person.id);
  const entries = await storage.readAudit(0, 1000);
  const given = await Promise.all([
    storage.accounts('', 9),
    storage.people(personIds),
    ...['one', 'two', 'three'].map((each) => storage.accountOfEmail(`${each}@example.org`)),
    ...digests.map((each) => storage.link(each)),
    storage.sessionsOf({ now, limit: 99 }),
    ...personIds.map((personId) => storage.sessionsOf({ personId, now, limit: 2 })),
    storage.querySignIn(signInUsers),
    storage.settings(),
  ]);
  return [given, entries.map(({ action, subjectId }) => [action, subjectId])];
}

test('[ST14] any history of calls about accounts gives the same answers in SQLite as in memory', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const [sqlite, memory] = [await opened(temporaryFolder()), createMemoryStorage()];
      for (const step of history) {
        const outcomes = [outcomeOf(step, sqlite), outcomeOf(step, memory)];
        const [one, other] = await Promise.all(outcomes);
        expect(one).toEqual(other);
      }
      expect(await answers(sqlite)).toEqual(await answers(memory));
      await sqlite.close();
    }),
    { numRuns: 8 },
  );
});
