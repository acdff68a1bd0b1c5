import { createHash } from 'node:crypto';

import { abilitiesIn } from '@alliance/shared/access/alliance-access';
import { type AllianceId, isAllianceId, toAllianceId } from '@alliance/shared/alliance/alliance';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';

import { type PlanReader } from '../careplan/plan-reader.ts';
import { Allowances } from '../core/allowances.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type Ask, type Reply } from '../http/route.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type Visitor } from '../sync/ports.ts';
import { type AllianceWriting } from './alliance-desk.ts';
import { allianceProblems } from './alliance-problems.ts';
import { allianceView } from './alliance-view.ts';
import { countedMax, keyCharactersMax, stretchMs, writesMax } from './limits.ts';

/** A request of somebody who is signed in. */
export type Asked<Body> = Ask<Body> & { readonly visitor: Visitor };

/** What every route about an alliance needs. */
export interface AllianceAskingSettings {
  readonly storage: Pick<Storage, 'alliance'>;
  readonly reader: Pick<PlanReader, 'peopleOf'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the routes about alliances have in common: who may know of one, who writes under which name, and what is answered. */
export interface AllianceAsking {
  /** The alliance of the address, for one of its members; of others and one that does not exist nobody hears (CP2). */
  memberRecord(ask: Asked<unknown>): Promise<PlanRecord | undefined>;
  /** Who writes on which alliance, or why the write is not even looked at. `needsKey`: it is done once per `Idempotency-Key`. */
  writing(ask: Asked<unknown>, needsKey: boolean): AllianceWriting | Problem;
  /** The alliance as one of its members sees it. */
  view(person: Person, record: PlanRecord): Promise<AllianceView>;
  /** The alliance as it is after a write; null for who does not belong to it any more. */
  answer(person: Person, outcome: PlanRecord | Problem): Promise<Reply<AllianceView | null>>;
}

/** Over a storage. All routes share one, so that a person's writes are counted together. */
export function createAllianceAsking(settings: AllianceAskingSettings): AllianceAsking {
  const { storage, reader, now } = settings;
  const writes = new Allowances({ max: writesMax, stretchMs, keysMax: countedMax });

  async function view(person: Person, record: PlanRecord): Promise<AllianceView> {
    const people = await reader.peopleOf(record.alliance);
    return allianceView({ record, people, readerId: person.id, now: now() });
  }

  return {
    view,

    async memberRecord({ visitor, params }) {
      const allianceId = allianceIdIn(params);
      const record = allianceId && (await storage.alliance(allianceId));
      return record && isMember(record, visitor.person, now()) ? record : undefined;
    },

    writing({ visitor: { person }, idempotencyKey = '', params, body }, needsKey) {
      const isNamed = idempotencyKey !== '' && idempotencyKey.length <= keyCharactersMax;
      if (needsKey && !isNamed) return allianceProblems.keyMissing;
      if (!writes.take(person.id, now())) return allianceProblems.tooFast;
      const allianceId = allianceIdIn(params);
      if (allianceId === undefined) return problems.notFound;
      if (!needsKey) return { person, allianceId };
      const digest = digestOf([allianceId, params, body]);
      return { person, allianceId, key: { personId: person.id, key: idempotencyKey, digest } };
    },

    async answer(person, outcome) {
      if ('text' in outcome) return outcome;
      if (!isMember(outcome, person, now())) return { answer: null };
      return { answer: await view(person, outcome) };
    },
  };
}

/** What a write asks for. The schema has put its fields in an order of its own, whatever the order in which they came. */
export function digestOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function isMember({ alliance }: PlanRecord, person: Person, now: number): boolean {
  return abilitiesIn(alliance, person.id, now).includes('read');
}

function allianceIdIn(params: Ask<unknown>['params']): AllianceId | undefined {
  const text = params['allianceId'] ?? '';
  return isAllianceId(text) ? toAllianceId(text) : undefined;
}
