/** What every storage must do with accounts, whatever it keeps them in. Numbered by section ST of the rules. */
import { type PersonId } from '@alliance/shared/identity/person';
import { beforeEach, describe, expect, test } from 'vitest';

import { emptyWorld, type Storage } from '../../server/storage/port.ts';
import {
  accountSessionOf,
  addingOf,
  changeOf,
  linkOf,
  signInUser,
  signInUsers,
} from './sample-accounts.ts';
import { wishes } from './sample-threads.ts';
import {
  alliance,
  audit,
  nurse,
  people,
  physician,
  sampleWorld,
  sessionOf,
} from './sample-world.ts';

const ada = addingOf('ada', { isAdministrator: true });
const ben = addingOf('ben');
const suspendedAt = '2026-01-03T10:00:00.000Z';
const now = '2026-01-03T12:00:00.000Z';

/** Runs this part of the contract against the storage of the running test. */
export function describeAccounts(running: () => Storage): void {
  describe('accounts', () => {
    let storage: Storage;

    beforeEach(() => {
      storage = running();
    });

    const auditSince = async (seq: number): Promise<readonly string[]> =>
      (await storage.readAudit(seq, 100)).map(({ action }) => action);

    const page = async (afterId: string): Promise<readonly string[]> =>
      (await storage.accounts(afterId, 2)).map(({ person }) => person.id);

    const begin = async (): Promise<void> => {
      for (const adding of [ada, ben]) await storage.addAccount(adding);
    };

    test('[ST54] an account comes back as it was added, with its person', async () => {
      expect(await storage.accountOfEmail('ada@example.org')).toBeUndefined();
      expect(await storage.addAccount(ada)).toBe('kept');
      expect(await storage.account(ada.person.id)).toEqual(ada.account);
      expect(await storage.accountOfEmail('ada@example.org')).toEqual(ada.account);
      expect(await storage.person(ada.person.id)).toEqual(ada.person);
      expect(await storage.accounts('', 9)).toEqual([{ account: ada.account, person: ada.person }]);
      expect(await storage.account(nurse)).toBeUndefined();
      expect(await auditSince(0)).toEqual(['account.create']);
    });

    test('[ST54] accounts come in pages by the ids of their people', async () => {
      for (const name of ['c', 'a', 'b']) await storage.addAccount(addingOf(name));
      expect(await page('')).toEqual(['person-a', 'person-b']);
      expect(await page('person-b')).toEqual(['person-c']);
    });

    test('[ST54] an address has one account, also when two ask for it at once', async () => {
      const again = { ...ben, account: { ...ben.account, email: 'ada@example.org' } };
      const both = [ada, again].map((adding) => storage.addAccount(adding));
      expect(await Promise.all(both)).toEqual(['kept', 'taken']);
      expect(await storage.person(ben.person.id)).toBeUndefined();
      await storage.addAccount(ben);
      const taking = changeOf(ben.account, { email: 'ada@example.org' });
      expect(await storage.writeAccount(taking)).toBe('taken');
      expect(await storage.account(ben.person.id)).toEqual(ben.account);
      expect(await auditSince(0)).toEqual(['account.create', 'account.create']);
    });

    test('[ST54] of two writes from the same base the first is kept; no account at all is stale', async () => {
      await begin();
      const write = changeOf(ben.account, { email: 'new@example.org', failures: 2 });
      const both = [write, changeOf(ben.account)].map((each) => storage.writeAccount(each));
      expect(await Promise.all(both)).toEqual(['kept', 'stale']);
      expect(await storage.accountOfEmail('new@example.org')).toEqual(write.account);
      expect(await storage.accountOfEmail('ben@example.org')).toBeUndefined();
      expect(await storage.writeAccount(changeOf(addingOf('nobody').account))).toBe('stale');
      const jump = { ...changeOf(ben.account), expectedVersion: 7 };
      await expect(storage.writeAccount(jump)).rejects.toThrow(Error);
      expect(await auditSince(2)).toEqual(['account.write']);
    });

    test('[ST54] somebody always administers: the last one stays, also when two step down at once', async () => {
      await begin();
      const stepDown = changeOf(ada.account, { isAdministrator: false });
      expect(await storage.writeAccount(stepDown)).toBe('last-administrator');
      expect(await storage.writeAccount(changeOf(ada.account, { suspendedAt }))).toBe(
        'last-administrator',
      );
      expect(await storage.account(ada.person.id)).toEqual(ada.account);
      const promoted = changeOf(ben.account, { isAdministrator: true });
      expect(await storage.writeAccount(promoted)).toBe('kept');
      const both = [stepDown, changeOf(promoted.account, { suspendedAt })];
      expect(await Promise.all(both.map((write) => storage.writeAccount(write)))).toEqual([
        'kept',
        'last-administrator',
      ]);
      expect(await auditSince(2)).toEqual(['account.write', 'account.write']);
    });

    test('[ST54] an administrator who is suspended counts for nothing', async () => {
      await begin();
      const suspended = changeOf(ben.account, { isAdministrator: true, suspendedAt });
      await storage.writeAccount(suspended);
      const stepDown = changeOf(ada.account, { isAdministrator: false });
      expect(await storage.writeAccount(stepDown)).toBe('last-administrator');
      const { suspendedAt: _over, ...back } = suspended.account;
      await storage.writeAccount(changeOf(back));
      expect(await storage.writeAccount(stepDown)).toBe('kept');
    });

    test('[ST54] a person is called as they want, and nobody is renamed who is not there', async () => {
      await begin();
      const renamed = { ...ben.person, name: 'Benjamin Surname', shortName: 'Benjamin' };
      await storage.renamePerson(renamed, audit('person.rename'));
      await storage.renamePerson({ ...renamed, id: nurse }, audit('person.rename'));
      expect(await storage.person(ben.person.id)).toEqual(renamed);
      expect(await storage.person(nurse)).toBeUndefined();
      expect(await auditSince(2)).toEqual(['person.rename']);
    });

    test('[ST55] a link is spent once, together with the account that it brings', async () => {
      const link = linkOf('digest', { isAdministrator: true });
      await storage.putLink(link, audit('link.create'));
      expect(await storage.link('digest')).toEqual(link);
      const both = [ada, ben].map((each) => storage.addAccount({ ...each, linkDigest: 'digest' }));
      expect(await Promise.all(both)).toEqual(['kept', 'link-spent']);
      expect(await storage.link('digest')).toBeUndefined();
      expect(await storage.person(ben.person.id)).toBeUndefined();
      expect(await auditSince(0)).toEqual(['link.create', 'account.create']);
    });

    test('[ST55] a link stays when the account that it should bring is not kept', async () => {
      await storage.addAccount(ada);
      await storage.putLink(linkOf('digest'), audit('link.create'));
      const taken = { ...ben, account: { ...ben.account, email: ada.account.email } };
      expect(await storage.addAccount({ ...taken, linkDigest: 'digest' })).toBe('taken');
      expect(await storage.link('digest')).toEqual(linkOf('digest'));
      const spent = ['digest', 'digest'].map((each) =>
        storage.spendLink(each, audit('link.spend')),
      );
      expect(await Promise.all(spent)).toEqual([true, false]);
      expect(await auditSince(2)).toEqual(['link.spend']);
    });

    test('[ST55] the link for a new password is spent with it, once, and stays when the account is not kept', async () => {
      await begin();
      await storage.putLink(linkOf('digest'), audit('link.create'));
      const write = { ...changeOf(ben.account), linkDigest: 'digest' };
      const stale = changeOf({ ...ben.account, version: 7 });
      const signIn = [signInUser('ben')];
      expect(await storage.writeAccount({ ...stale, linkDigest: 'digest' })).toBe('stale');
      expect(await storage.link('digest')).toBeDefined();
      const next = { ...changeOf(write.account), linkDigest: 'digest', signIn };
      const both = [write, next].map((each) => storage.writeAccount(each));
      expect(await Promise.all(both)).toEqual(['kept', 'link-spent']);
      expect(await storage.link('digest')).toBeUndefined();
      expect(await storage.account(ben.person.id)).toEqual(write.account);
      expect((await storage.querySignIn(signInUsers)).rows).toEqual([]);
      expect(await auditSince(3)).toEqual(['account.write']);
    });

    test('[ST55] of two who come by what may bring one, the first leaves a link, and the other is not added', async () => {
      const leaves = linkOf('used', { by: ada.person.id });
      const both = [ada, ben].map((each) => storage.addAccount({ ...each, leaves }));
      expect(await Promise.all(both)).toEqual(['kept', 'link-spent']);
      expect(await storage.link('used')).toEqual(leaves);
      expect(await storage.account(ben.person.id)).toBeUndefined();
      expect(await auditSince(0)).toEqual(['account.create']);
    });

    test('[ST55] a new link to set up, or for a password, takes the place of the one before; those to join stand side by side', async () => {
      await begin();
      const forBen = { purpose: 'new-password' as const, personId: ben.person.id };
      const forAda = { purpose: 'new-password' as const, personId: ada.person.id };
      const links = [
        linkOf('set-up-1', { purpose: 'set-up' }),
        linkOf('ben-1', forBen),
        linkOf('ada-1', forAda),
        linkOf('join-1'),
        linkOf('over', { expiresAt: '2026-01-03T08:59:59.999Z' }),
        linkOf('set-up-2', { purpose: 'set-up' }),
        linkOf('ben-2', forBen),
        linkOf('join-2'),
      ];
      for (const link of links) await storage.putLink(link, audit('link.create'));
      const there = await Promise.all(links.map(({ digest }) => storage.link(digest)));
      expect(there.map((link) => link?.digest)).toEqual([
        undefined,
        undefined,
        'ada-1',
        'join-1',
        undefined,
        'set-up-2',
        'ben-2',
        'join-2',
      ]);
      const forNobody = linkOf('nobody', { ...forBen, personId: nurse });
      await expect(storage.putLink(forNobody, audit('link.create'))).rejects.toThrow(Error);
      expect(await auditSince(2)).toHaveLength(links.length);
    });

    test('[ST56] a session keeps what has changed in it, and does not come back when it is over', async () => {
      await begin();
      const session = accountSessionOf(ben.account, 'digest');
      await storage.createSession(session, audit('session.create'));
      const locked = {
        ...session,
        lockedAt: now,
        label: 'Firefox on Windows',
        isWatched: true as const,
      };
      expect(await storage.writeSession(locked, audit('session.lock'))).toBe(true);
      expect(await storage.session('digest')).toEqual(locked);
      expect(await storage.writeSession(session, audit('session.unlock'))).toBe(true);
      expect(await storage.session('digest')).toEqual(session);
      await storage.endSession('digest', audit('session.end'));
      expect(await storage.writeSession(locked, audit('session.lock'))).toBe(false);
      expect(await storage.session('digest')).toBeUndefined();
      expect(await auditSince(3)).toEqual(['session.lock', 'session.unlock', 'session.end']);
    });

    test('[ST56] who somebody is, and since when, does not change within a session', async () => {
      await begin();
      const session = accountSessionOf(ben.account, 'digest');
      await storage.createSession(session, audit('session.create'));
      const other = { ...session, personId: ada.person.id, kind: 'demo' as const, ref: 'other' };
      await storage.writeSession({ ...other, createdAt: now }, audit('session.write'));
      expect(await storage.session('digest')).toEqual(session);
    });

    test('[ST56] living sessions are listed, of one person or of everybody, newest first', async () => {
      await begin();
      const sessions = [
        accountSessionOf(ben.account, 'b', 9),
        accountSessionOf(ada.account, 'c', 11),
        accountSessionOf(ben.account, 'a', 10),
        { ...accountSessionOf(ben.account, 'over', 8), expiresAt: now },
      ];
      for (const session of sessions) await storage.createSession(session, audit('create'));
      const [first, second, third] = sessions;
      const { id: personId } = ben.person;
      expect(await storage.sessionsOf({ now, limit: 9 })).toEqual([second, third, first]);
      expect(await storage.sessionsOf({ now, limit: 1 })).toEqual([second]);
      expect(await storage.sessionsOf({ personId, now, limit: 9 })).toEqual([third, first]);
      expect(await storage.sessionsOf({ personId: nurse, now, limit: 9 })).toEqual([]);
    });

    test('[ST56] sessions are ended by their refs, with one entry for all that were there', async () => {
      await begin();
      const sessions = [10, 9].map((hour) => accountSessionOf(ben.account, `at-${hour}`, hour));
      for (const session of sessions) await storage.createSession(session, audit('create'));
      const refs = [...sessions.map(({ ref }) => ref), 'ref-none'];
      const other = accountSessionOf(ada.account, 'other');
      await storage.createSession(other, audit('create'));
      expect(await storage.endSessions(refs.toReversed(), audit('end'))).toEqual(sessions);
      expect(await storage.endSessions(refs, audit('end'))).toEqual([]);
      expect(await storage.sessionsOf({ now, limit: 9 })).toEqual([other]);
      expect(await auditSince(5)).toEqual(['end']);
    });

    test('[ST56] a session opens nothing from the moment in which its account is suspended, whether or not it was ended', async () => {
      await begin();
      const [session, other] = [ben, ada].map(({ account }) =>
        accountSessionOf(account, account.email),
      );
      if (session === undefined || other === undefined) throw new Error('There are two.');
      for (const each of [session, other]) await storage.createSession(each, audit('create'));
      await storage.writeAccount(changeOf(ben.account, { suspendedAt }));
      expect(await storage.session(session.secretDigest)).toBeUndefined();
      expect(await storage.session(other.secretDigest)).toEqual(other);
      const { id: personId } = ben.person;
      expect(await storage.sessionsOf({ personId, now, limit: 9 })).toEqual([session]);
    });

    test('[ST56] nobody gets a session of an account that they do not have, or that is suspended', async () => {
      await begin();
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      const asNurse = { ...sessionOf(nurse, 'nurse'), kind: 'account' as const };
      await expect(storage.createSession(asNurse, audit('create'))).rejects.toThrow(Error);
      const asBen = accountSessionOf(ben.account, 'ben');
      const suspended = changeOf(ben.account, { suspendedAt });
      const outcome = await Promise.allSettled([
        storage.writeAccount(suspended),
        storage.createSession(asBen, audit('create')),
      ]);
      expect(outcome.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(await storage.sessionsOf({ now, limit: 9 })).toEqual([]);
      const { suspendedAt: _over, ...back } = suspended.account;
      await storage.writeAccount(changeOf(back));
      await storage.createSession(asBen, audit('create'));
      expect(await storage.session('ben')).toEqual(asBen);
    });

    test('[ST57] a statement on the sign-in tables gives its rows and how many it changed, with its entry in the audit', async () => {
      const entry = { audit: audit('sign-in.write') };
      const added = await storage.querySignIn({ ...signInUser('a'), ...entry });
      expect(added).toEqual({ rows: [], changes: 1 });
      await storage.querySignIn({ ...signInUser('b'), ...entry });
      const users = await storage.querySignIn({ ...signInUsers, ...entry });
      const row = { emailVerified: 1, image: null };
      expect(users).toEqual({
        rows: [
          { id: 'a', ...row },
          { id: 'b', ...row },
        ],
        changes: 0,
      });
      const removing = {
        sql: 'DELETE FROM sign_in_users WHERE id > ? RETURNING id',
        parameters: ['a'],
      };
      const removed = { rows: [{ id: 'b' }], changes: 1 };
      expect(await storage.querySignIn({ ...removing, ...entry })).toEqual(removed);
      expect(await storage.querySignIn({ ...removing, ...entry })).toEqual({
        rows: [],
        changes: 0,
      });
      expect(await auditSince(0)).toEqual(['sign-in.write', 'sign-in.write', 'sign-in.write']);
    });

    test('[ST57] a statement reaches the sign-in tables alone; a wrong one changes nothing, and the storage goes on', async () => {
      await storage.querySignIn(signInUser('a'));
      const wrong = [
        { sql: 'DELETE FROM audit', parameters: [] },
        { sql: 'SELECT * FROM people', parameters: [] },
        {
          sql: 'DELETE FROM sign_in_users WHERE id IN (SELECT personId FROM people)',
          parameters: [],
        },
        { sql: 'DROP TABLE sign_in_users', parameters: [] },
        { sql: 'PRAGMA foreign_keys = OFF', parameters: [] },
        { sql: `ATTACH ':memory:' AS other`, parameters: [] },
        { sql: 'COMMIT', parameters: [] },
        { sql: 'VACUUM', parameters: [] },
        { sql: 'not a statement', parameters: [] },
        { sql: 'SELECT id FROM sign_in_users', parameters: ['too', 'many'] },
        signInUser('a'),
      ];
      for (const statement of wrong) {
        const asked = storage.querySignIn({ ...statement, audit: audit('sign-in.write') });
        await expect(asked).rejects.toThrow(Error);
      }
      expect((await storage.querySignIn(signInUsers)).rows).toHaveLength(1);
      expect(await auditSince(0)).toEqual([]);
      await storage.probe();
    });

    test('[ST57] an account and what signs it in are kept together or not at all', async () => {
      const users = async (): Promise<number> =>
        (await storage.querySignIn(signInUsers)).rows.length;
      await storage.addAccount({ ...ada, signIn: [signInUser('ada')] });
      await storage.putLink(linkOf('digest'), audit('link.create'));
      const torn = [signInUser('ben'), signInUser('ada')];
      const joining = { ...ben, linkDigest: 'digest' };
      await expect(storage.addAccount({ ...joining, signIn: torn })).rejects.toThrow(Error);
      expect([await users(), await storage.person(ben.person.id)]).toEqual([1, undefined]);
      expect(await storage.account(ben.person.id)).toBeUndefined();
      expect(await storage.link('digest')).toBeDefined();

      const write = changeOf(ada.account);
      await expect(storage.writeAccount({ ...write, signIn: torn })).rejects.toThrow(Error);
      expect(await storage.account(ada.person.id)).toEqual(ada.account);
      expect(await users()).toBe(1);
      expect(await storage.writeAccount({ ...write, signIn: [signInUser('eva')] })).toBe('kept');
      expect(await storage.writeAccount({ ...write, signIn: [signInUser('eve')] })).toBe('stale');
      expect(await users()).toBe(2);
      expect(await auditSince(2)).toEqual(['account.write']);
    });

    test('[ST58] who has an account stays in every world, with their sessions, links and wishes', async () => {
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      await storage.addAccount({ ...ada, signIn: [signInUser('ada')] });
      const session = accountSessionOf(ada.account, 'digest');
      await storage.createSession(session, audit('session.create'));
      const link = linkOf('link', { purpose: 'new-password', personId: ada.person.id });
      await storage.putLink(link, audit('link.create'));
      const wish = { ...wishes, personId: ada.person.id };
      await storage.putNotifications(wish, audit('notifications'));
      for (const world of [emptyWorld, sampleWorld]) {
        await storage.replaceWorld(world, audit('world.replace'));
        expect(await storage.person(ada.person.id)).toEqual(ada.person);
        expect(await storage.account(ada.person.id)).toEqual(ada.account);
        expect(await storage.session('digest')).toEqual(session);
        expect(await storage.link('link')).toEqual(link);
        expect(await storage.notificationsOf(ada.person.id)).toEqual(wish);
        expect((await storage.querySignIn(signInUsers)).rows).toHaveLength(1);
      }
      expect(await storage.people([physician, nurse])).toHaveLength(people.length);
    });

    test('[ST58] a world with somebody who has an account is refused, and the one before stays', async () => {
      await storage.addAccount(ada);
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      const impostor = { ...ada.person, name: 'Somebody else' };
      const world = { ...emptyWorld, people: [impostor] };
      await expect(storage.replaceWorld(world, audit('world.replace'))).rejects.toThrow(Error);
      expect(await storage.person(ada.person.id)).toEqual(ada.person);
      expect(await storage.isEmpty()).toBe(false);
      expect(await auditSince(0)).toHaveLength(2);
    });

    test('[ST58] the empty world leaves nothing of the one before but the audit', async () => {
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      await storage.createSession(sessionOf(nurse, 'digest'), audit('session.create'));
      await storage.putNotifications(wishes, audit('notifications'));
      await storage.replaceWorld(emptyWorld, audit('world.replace'));
      const left = await Promise.all([
        storage.people(people.map(({ id }): PersonId => id)),
        storage.plansOf(nurse),
        storage.alliances('', 9),
        storage.sessionsOf({ now, limit: 9 }),
        storage.digestReaders(),
        storage.unscannedDocuments(9),
      ]);
      expect(left).toEqual(left.map(() => []));
      expect(await storage.isEmpty()).toBe(true);
      expect(await storage.allianceOfCharter(alliance.charter.documentId)).toBeUndefined();
      expect(await auditSince(0)).toHaveLength(4);
    });

    test('[ST59] the settings are the starting ones until they are written', async () => {
      expect(await storage.settings()).toEqual({ idleMinutes: 5 });
      const settings = { idleMinutes: 12, isDemo: false };
      await storage.writeSettings(settings, audit('settings.write'));
      expect(await storage.settings()).toEqual(settings);
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      expect(await storage.settings()).toEqual(settings);
      expect(await auditSince(0)).toEqual(['settings.write', 'world.replace']);
    });
  });
}
