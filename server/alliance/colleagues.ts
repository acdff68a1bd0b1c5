import { abilitiesIn } from '@alliance/shared/access/alliance-access';
import { type Seat } from '@alliance/shared/alliance/alliance';
import { type Colleague } from '@alliance/shared/alliance/alliance-view';
import { isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type PlanRecord, type Storage } from '../storage/port.ts';

/** Whom somebody can ask to take a seat: with whom they sit in an alliance, and who has an account whose address they know. */
export interface Colleagues {
  /** With which professionals somebody sits in an alliance now, by name; never themself, never the demo's scripted colleague. A patient is no colleague: their name is no business of another alliance. */
  of(person: Person): Promise<readonly Colleague[]>;
  /** Who has an account with exactly this address. */
  withAddress(email: string): Promise<Colleague | undefined>;
  /** Those of the named people whom somebody can ask. */
  knownAmong(person: Person, named: readonly PersonId[]): Promise<readonly PersonId[]>;
}

/** What colleagues are found in. */
export interface ColleagueSettings {
  readonly storage: Pick<Storage, 'plansOf' | 'people' | 'person' | 'account' | 'accountOfEmail'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Colleagues out of the records. */
export function createColleagues({ storage, now }: ColleagueSettings): Colleagues {
  /** The people of the alliances in which somebody takes part now, each with the discipline in which they are met first. */
  async function around(
    person: Person,
    isMeant: (seat: Seat) => boolean = () => true,
  ): Promise<ReadonlyMap<PersonId, string>> {
    const records = await storage.plansOf(person.id);
    const mine = records.filter(
      ({ alliance }) => abilitiesIn(alliance, person.id, now()).length > 0,
    );
    const found = new Map(mine.flatMap((record) => seatedIn(record, isMeant)).toReversed());
    found.delete(person.id);
    return found;
  }

  async function hasAccount(personId: PersonId): Promise<boolean> {
    const account = await storage.account(personId);
    return account !== undefined && account.suspendedAt === undefined;
  }

  /** Whoever was suspended cannot take a seat. Personas of the demo have no account, and can. */
  async function isSuspended(personId: PersonId): Promise<boolean> {
    return (await storage.account(personId))?.suspendedAt !== undefined;
  }

  return {
    async of(person) {
      const found = await around(person, isProfessional);
      const people = await storage.people([...found.keys()]);
      const isOut = await Promise.all(people.map(({ id }) => isSuspended(id)));
      return people
        .filter(({ isSimulated }, index) => !isSimulated && isOut[index] === false)
        .map((each) => colleagueOf(each, found.get(each.id)))
        .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
    },

    async withAddress(email) {
      const account = await storage.accountOfEmail(email.trim().toLowerCase());
      if (account === undefined || account.suspendedAt !== undefined) return undefined;
      const person = await storage.person(account.personId);
      return person && { personId: person.id, name: person.name };
    },

    async knownAmong(person, named) {
      if (named.length === 0) return [];
      const found = await around(person);
      const isKnown = await Promise.all(
        named.map(async (id) => {
          if (await hasAccount(id)) return true;
          const known = found.has(id) && (await storage.person(id));
          return (
            known !== undefined && known !== false && !known.isSimulated && !(await isSuspended(id))
          );
        }),
      );
      return named.filter((_id, index) => isKnown[index]);
    },
  };
}

function colleagueOf({ id, name }: Person, disciplineKey: string | undefined): Colleague {
  const colleague = { personId: id, name };
  return disciplineKey === undefined ? colleague : { ...colleague, disciplineKey };
}

/** Who sits, sat or will sit in an alliance, with their discipline there. */
function seatedIn(
  { alliance }: PlanRecord,
  isMeant: (seat: Seat) => boolean,
): readonly (readonly [PersonId, string])[] {
  return alliance.seats
    .filter(isMeant)
    .flatMap(({ coverage, role }) =>
      coverage.map(({ personId }) => [personId, role.disciplineKey] as const),
    );
}

function isProfessional({ role }: Seat): boolean {
  return !isPatientSide(role.disciplineKey);
}
