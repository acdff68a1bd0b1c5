import { type DocumentId } from '@alliance/shared/careplan/section';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { knowRecords } from '../../server/storage/known-records.ts';
import { createMemoryStorage } from '../../server/storage/memory.ts';
import { type PlanRecord, type Storage, type World } from '../../server/storage/port.ts';
import { describeStorage } from './contract.ts';
import { accountSessionOf, addingOf, changeOf } from './sample-accounts.ts';
import { foundingOf, nextOf } from './sample-alliances.ts';
import {
  alliance,
  audit,
  nurse,
  plan,
  sampleWorld,
  sessionOf,
  textA,
  textB,
} from './sample-world.ts';

describeStorage('memory, its records known', async () => knowRecords(createMemoryStorage()));

/** Counts the questions that reach a storage, and lets them and its writes take as long as a test wants. */
function slowStorage(storage: Storage) {
  const slow = {
    asked: [] as string[],
    before: async (): Promise<void> => undefined,
    after: async (): Promise<void> => undefined,
    storage: new Proxy(storage, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          slow.asked.push(String(key));
          await slow.before();
          try {
            return await Reflect.apply(value, target, args);
          } finally {
            await slow.after();
          }
        };
      },
    }),
  };
  return slow;
}

/** The same world in which everything that rights depend on is called otherwise. */
function worldNamed(name: string): World {
  return {
    ...sampleWorld,
    people: sampleWorld.people.map((person) => ({ ...person, name })),
    plans: sampleWorld.plans.map((record) => ({
      alliance: { ...record.alliance, name },
      plan: { ...record.plan, title: name },
    })),
  };
}

test('[AC11] many who ask at once, and later, ask the disk once and share one plan', async () => {
  const slow = slowStorage(createMemoryStorage());
  const records = knowRecords(slow.storage);
  await records.replaceWorld(sampleWorld, audit('world.replace'));
  await records.createSession(sessionOf(nurse, 'digest'), audit('session.create'));
  slow.asked.length = 0;
  const ask = () =>
    Promise.all([
      records.planOfDocument(textA),
      records.planOfDocument(textA),
      records.person(nurse),
      records.person(nurse),
      records.session('digest'),
      records.session('digest'),
    ]);
  const [first] = await ask();
  const [again] = await ask();
  expect(slow.asked.toSorted()).toEqual(['person', 'planOfDocument', 'session']);
  expect(again).toBe(first);
  expect(await records.planOfDocument(textB)).toBe(first);
  expect(await records.plan(plan.id)).toBe(first);
});

test('[AC11] nobody can change what others share', async () => {
  const records = knowRecords(createMemoryStorage());
  await records.replaceWorld(sampleWorld, audit('world.replace'));
  const record = await records.planOfDocument(textA);
  const seats: unknown = record?.alliance.seats;
  expect(Array.isArray(seats) && Object.isFrozen(seats)).toBe(true);
  expect(() => Object.assign(record?.plan ?? {}, { title: 'other' })).toThrow(TypeError);
});

test('[AC12] what is not there is asked for again, and so is what could not be said', async () => {
  const slow = slowStorage(createMemoryStorage());
  const records = knowRecords(slow.storage);
  expect(await records.person(nurse)).toBeUndefined();
  expect(await records.session('digest')).toBeUndefined();
  slow.before = async () => {
    throw new Error('The disk is slow.');
  };
  await expect(records.planOfDocument(textA)).rejects.toThrow('slow');
  slow.before = async () => undefined;
  await records.replaceWorld(sampleWorld, audit('world.replace'));
  await records.createSession(sessionOf(nurse, 'digest'), audit('session.create'));
  expect(await records.session('digest')).toBeDefined();
  expect(await records.person(nurse)).toBeDefined();
  expect(await records.planOfDocument(textA)).toBeDefined();
});

test('[AC12] a write whose end is unknown leaves nothing remembered', async () => {
  const slow = slowStorage(createMemoryStorage());
  const records = knowRecords(slow.storage);
  await records.replaceWorld(worldNamed('first'), audit('world.replace'));
  expect((await records.plan(plan.id))?.plan.title).toBe('first');
  slow.after = async () => {
    throw new Error('The answer was lost.');
  };
  await expect(records.replaceWorld(worldNamed('second'), audit('world.replace'))).rejects.toThrow(
    'lost',
  );
  slow.after = async () => undefined;
  expect((await records.plan(plan.id))?.plan.title).toBe('second');
});

test('[AC20] the alliance of a charter is read once, however many ask, and is the plan that everybody shares', async () => {
  const slow = slowStorage(createMemoryStorage());
  const records = knowRecords(slow.storage);
  await records.replaceWorld(sampleWorld, audit('world.replace'));
  slow.asked.length = 0;
  const { documentId } = alliance.charter;
  const ask = () => Promise.all([1, 2, 3].map(() => records.allianceOfCharter(documentId)));
  const [first, ...others] = [...(await ask()), ...(await ask())];
  expect(slow.asked).toEqual(['allianceOfCharter']);
  expect(others.every((each) => each === first)).toBe(true);
  expect(await records.plan(plan.id)).toBe(first);
});

/** A storage with the sample world, two accounts and a session of the second. */
async function accountsKnown() {
  const slow = slowStorage(createMemoryStorage());
  const records = knowRecords(slow.storage);
  await records.replaceWorld(sampleWorld, audit('world.replace'));
  const [ada, ben] = [addingOf('ada', { isAdministrator: true }), addingOf('ben')];
  for (const adding of [ada, ben]) await records.addAccount(adding);
  const session = accountSessionOf(ben.account, 'digest');
  await records.createSession(session, audit('session.create'));
  return { slow, records, ben, session };
}

test('[AC21] what is written about alliances, sessions and people is seen by whoever asks next', async () => {
  const { records, ben, session } = await accountsKnown();
  const charter = alliance.charter.documentId;
  const see = async () => {
    const [record, ofDocument, ofCharter] = await Promise.all([
      records.plan(plan.id),
      records.planOfDocument(textA),
      records.allianceOfCharter(charter),
    ]);
    const person = await records.person(ben.person.id);
    const found = await records.session('digest');
    const names = [record, ofDocument, ofCharter].map((each) => each?.alliance.name);
    return [...names, person?.name, found && (found.lockedAt ?? 'open')];
  };
  const { name } = alliance;
  expect(await see()).toEqual([name, name, name, 'ben Surname', 'open']);
  const version = records.recordsVersion;
  await records.writeAlliance(nextOf(alliance, { name: 'New' }));
  await records.renamePerson({ ...ben.person, name: 'Benjamin' }, audit('rename'));
  await records.writeSession({ ...session, lockedAt: 'locked' }, audit('session.lock'));
  expect(await see()).toEqual(['New', 'New', 'New', 'Benjamin', 'locked']);
  expect(records.recordsVersion).toBeGreaterThan(version);
  await records.endSessions([session.ref], audit('session.end'));
  expect((await see()).at(-1)).toBeUndefined();
});

test('[AC21] whoever is suspended is asked about anew, and a new alliance is known at once', async () => {
  const { slow, records, ben } = await accountsKnown();
  await records.session('digest');
  const version = records.recordsVersion;
  const suspended = changeOf(ben.account, { suspendedAt: '2026-01-03T10:00:00.000Z' });
  await records.writeAccount(suspended);
  expect(records.recordsVersion).toBeGreaterThan(version);
  slow.asked.length = 0;
  await records.session('digest');
  expect(slow.asked).toEqual(['session']);
  const founding = foundingOf('new');
  const asked = records.plan(founding.record.plan.id);
  await records.foundAlliance(founding);
  await asked;
  expect(await records.plan(founding.record.plan.id)).toEqual(founding.record);
});

test('[AC22] whoever guesses passwords makes nobody ask the disk again', async () => {
  const { slow, records, ben } = await accountsKnown();
  await Promise.all([records.session('digest'), records.plan(plan.id)]);
  const version = records.recordsVersion;
  await records.writeAccount(changeOf(ben.account, { failures: 1 }));
  slow.asked.length = 0;
  await Promise.all([records.session('digest'), records.plan(plan.id)]);
  expect(slow.asked).toEqual([]);
  expect(records.recordsVersion).toBe(version);
});

/** Calls everything by a number: with a new world, or with what changes in one. */
async function writeAll(records: Storage, version: number): Promise<void> {
  const name = String(version);
  if (version % 2 === 0) {
    await records.replaceWorld(worldNamed(name), audit('world.replace'));
    return;
  }
  await records.writeAlliance(nextOf(alliance, { name }));
  const [person] = sampleWorld.people;
  if (person) await records.renamePerson({ ...person, name }, audit('person.rename'));
}

/** What a run over a storage saw that was older than what had been written before it asked. */
async function staleAnswers(
  seed: number,
  know: (storage: Storage) => Storage,
): Promise<readonly string[]> {
  const [waits = []] = fc.sample(fc.array(fc.nat(5), { minLength: 400, maxLength: 400 }), {
    seed,
    numRuns: 1,
  });
  const turns = waits.values();
  const wait = async (): Promise<void> => {
    for (let left = turns.next().value ?? 0; left > 0; left -= 1) await Promise.resolve();
  };
  const slow = slowStorage(createMemoryStorage());
  const records = know(slow.storage);
  await records.replaceWorld(worldNamed('1'), audit('world.replace'));
  slow.before = wait;
  slow.after = wait;
  const charter = alliance.charter.documentId;
  const stale: string[] = [];
  let written = 1;
  const see = async (what: string, ask: () => Promise<string | undefined>): Promise<void> => {
    const least = written;
    const seen = Number(await ask());
    if (!(seen >= least)) stale.push(`${what}: saw ${seen} after ${least} was written`);
  };
  const reader = async (turn: number): Promise<void> => {
    for (let round = 0; round < 12; round += 1) {
      await see('plan', async () => (await records.plan(plan.id))?.alliance.name);
      const documentId: DocumentId = turn % 2 === 0 ? textA : textB;
      await see('document', async () => (await records.planOfDocument(documentId))?.alliance.name);
      await see('charter', async () => (await records.allianceOfCharter(charter))?.alliance.name);
      await see('person', async () => (await records.person(nurse))?.name);
    }
  };
  const writer = async (): Promise<void> => {
    for (let version = 2; version < 10; version += 1) {
      await writeAll(records, version);
      written = version;
    }
  };
  await Promise.all([reader(0), reader(1), reader(2), writer()]);
  return stale;
}

const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

test('[AC12] whoever asks after a write has ended sees it, however answers and writes overtake each other', async () => {
  for (const seed of seeds) {
    expect(await staleAnswers(seed, knowRecords), `seed ${seed}`).toEqual([]);
  }
});

test('[AC12] a memory that forgets only after a write is found out by the same runs', async () => {
  const found: string[] = [];
  for (const seed of seeds) {
    found.push(...(await staleAnswers(seed, forgetfulOnlyBefore)));
  }
  expect(found).not.toEqual([]);
});

/** Remembers plans as a hasty programmer would: forgotten when a write begins, whatever is on its way. */
function forgetfulOnlyBefore(storage: Storage): Storage {
  const plans = new Map<string, PlanRecord>();
  return new Proxy(storage, {
    get(target, key) {
      if (key === 'plan')
        return async (planId: string) => {
          const known = plans.get(planId) ?? (await target.plan(planId));
          if (known !== undefined) plans.set(planId, known);
          return known;
        };
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (key === 'replaceWorld') plans.clear();
        return Reflect.apply(value, target, args);
      };
    },
  });
}
