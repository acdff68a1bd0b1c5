import { type Alliance, type AllianceId } from '@alliance/shared/alliance/alliance';
/**
 * Where alliances are written. A write is decided on the alliance as it is kept, and kept only while it still is:
 *
 *   load ─▶ decide (shared/alliance) ─▶ write, if the version is still that ─▶ tell whom it concerns
 *    ▲                                        │ overtaken
 *    └────────────────────────────────────────┘
 *
 * Every write may change a right: it happens while nothing of the plan is handed to the disk, and whoever loses
 * something by it has been told when the answer leaves (SY30).
 */
import {
  type AllianceCommand,
  type AllianceServerCommand,
} from '@alliance/shared/alliance/alliance-command';
import {
  type AllianceContext,
  type AllianceDecision,
} from '@alliance/shared/alliance/alliance-decision';
import { type AllianceRefusal } from '@alliance/shared/alliance/alliance-refusals';
import { type CharterContent } from '@alliance/shared/alliance/charter';
import { decideAlliance } from '@alliance/shared/alliance/decide-alliance';
import { peopleOf } from '@alliance/shared/alliance/people-of';
import { type Person } from '@alliance/shared/identity/person';

import { type Problem, problems } from '../http/problem.ts';
import { type PlanRecord, type Storage, type WriteKey } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { allianceProblems, problemOfAlliance } from './alliance-problems.ts';
import { type Colleagues } from './colleagues.ts';
import { triesMax } from './limits.ts';

/** Somebody writes on an alliance. */
export interface AllianceWriting {
  readonly person: Person;
  readonly allianceId: AllianceId;
  /** Names the write, so that it is done once; absent where doing it twice does no harm. */
  readonly key?: WriteKey;
}

/** What is asked of an alliance, made anew for each state of it: putting a charter forward takes its words with it. */
export type AllianceAsked = (record: PlanRecord) => Promise<AllianceStep | Problem>;

/** One command, with the words that it puts forward. */
export interface AllianceStep {
  readonly command: AllianceCommand | AllianceServerCommand;
  readonly content?: CharterContent;
}

type AllianceWritten = Awaited<ReturnType<Storage['writeAlliance']>>;

/** Writes alliances, and tells whom it concerns. */
export interface AllianceDesk {
  /** Changes an alliance; gives it as it is afterwards. */
  change(writing: AllianceWriting, asked: AllianceAsked): Promise<PlanRecord | Problem>;
}

/** What a desk works with. */
export interface AllianceDeskSettings {
  readonly storage: Pick<Storage, 'alliance' | 'writeAlliance' | 'person'>;
  readonly sync: Pick<SyncServer, 'changeRights' | 'announce' | 'announceInbox'>;
  readonly colleagues: Pick<Colleagues, 'knownAmong'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A desk over a storage and its live documents. */
export function createAllianceDesk(settings: AllianceDeskSettings): AllianceDesk {
  return new StoredAllianceDesk(settings);
}

class StoredAllianceDesk implements AllianceDesk {
  readonly #settings: AllianceDeskSettings;

  constructor(settings: AllianceDeskSettings) {
    this.#settings = settings;
  }

  async change(writing: AllianceWriting, asked: AllianceAsked): Promise<PlanRecord | Problem> {
    for (let tries = 0; tries < triesMax; tries++) {
      // Each try is decided on what the one before lost against.
      // oxlint-disable no-await-in-loop
      const record = await this.#settings.storage.alliance(writing.allianceId);
      if (record === undefined) return problems.notFound;
      const step = await asked(record);
      if ('text' in step) return step;
      const decision = await this.#decide(writing, record, step.command);
      if (!decision.ok) return this.#refuse(writing, record, decision.refusal);
      const result = await this.#write(writing, record, { ...step, alliance: decision.alliance });
      // oxlint-enable no-await-in-loop
      if (result === 'kept') return this.#kept(record, decision.alliance);
      if (result !== 'stale') return this.#answerAgain(writing, result);
    }
    return allianceProblems.busy;
  }

  async #decide(
    { person }: AllianceWriting,
    record: PlanRecord,
    command: AllianceCommand | AllianceServerCommand,
  ): Promise<AllianceDecision> {
    const named = namedIn(command);
    const known = new Set(await this.#settings.colleagues.knownAmong(person, named));
    const context: AllianceContext = {
      at: new Date(this.#settings.now()).toISOString(),
      sectionKeys: record.plan.sections.map(({ key }) => key),
      knows: (personId) => known.has(personId),
    };
    return decideAlliance(record.alliance, command, person, context);
  }

  #write(
    { person, key }: AllianceWriting,
    { plan }: Pick<PlanRecord, 'plan'>,
    { alliance, command, content }: AllianceStep & { readonly alliance: Alliance },
  ): Promise<AllianceWritten> {
    const at = new Date(this.#settings.now()).toISOString();
    const { sealed } = alliance.charter;
    const { storage, sync } = this.#settings;
    const write = {
      alliance,
      expectedVersion: alliance.version - 1,
      ...(content !== undefined && sealed !== undefined && { sealed: { ...sealed, content } }),
      ...(key !== undefined && { key }),
      audit: {
        at,
        personId: person.id,
        action: `alliance.${command.type}`,
        subjectId: alliance.id,
      },
    };
    return sync.changeRights({ planId: plan.id }, () => storage.writeAlliance(write));
  }

  #kept({ alliance: before, plan }: PlanRecord, alliance: Alliance): PlanRecord {
    const { sync } = this.#settings;
    sync.announce(plan.id);
    sync.announceInbox(new Set([...peopleOf(before), ...peopleOf(alliance)]));
    return { alliance, plan };
  }

  /** A write that was done before is answered as it was then, also where what it did stands in its own way now. */
  async #refuse(
    writing: AllianceWriting,
    record: PlanRecord,
    refusal: AllianceRefusal,
  ): Promise<PlanRecord | Problem> {
    if (writing.key === undefined) return this.#problemOf(refusal);
    // The present version is never the one that a further write is based on: nothing is kept, but a known key says so.
    const { alliance } = record;
    const result = await this.#settings.storage.writeAlliance({
      alliance,
      expectedVersion: alliance.version - 1,
      key: writing.key,
      audit: {
        at: new Date(this.#settings.now()).toISOString(),
        personId: writing.person.id,
        action: 'alliance.repeat',
        subjectId: alliance.id,
      },
    });
    return result === 'repeated' || result === 'misused'
      ? this.#answerAgain(writing, result)
      : this.#problemOf(refusal);
  }

  async #answerAgain(
    { allianceId }: AllianceWriting,
    result: Exclude<AllianceWritten, 'kept' | 'stale'>,
  ): Promise<PlanRecord | Problem> {
    if (result === 'misused') return allianceProblems.keyUsed;
    if (result === 'taken') return allianceProblems.taken;
    const record = await this.#settings.storage.alliance(allianceId);
    return record ?? problems.notFound;
  }

  async #problemOf(refusal: AllianceRefusal): Promise<Problem> {
    const { personId } = refusal;
    const holder = personId && (await this.#settings.storage.person(personId));
    return problemOfAlliance(refusal, holder?.name);
  }
}

/** Whom a command names, for whoever asks has to know them. */
function namedIn(command: AllianceCommand | AllianceServerCommand): readonly Person['id'][] {
  if (command.type === 'invite') return [command.personId];
  return command.type === 'cover' ? [command.coverage.personId] : [];
}
