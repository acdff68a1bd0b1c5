/** Plans with their alliances, in memory. */
import { type Alliance, type AllianceId } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { peopleOf } from '@alliance/shared/alliance/people-of';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { obstacleToAlliance, obstacleToFounding } from '../alliance-precondition.ts';
import { type PlanRecord, type World } from '../port.ts';
import {
  type AllianceFounding,
  type AllianceWrite,
  type AllianceWritten,
} from '../port/alliances.ts';
import { type MemoryDocuments } from './memory-documents.ts';
import { type MemoryMergeChecks } from './memory-merge-checks.ts';
import { type MemoryWriteKeys } from './memory-write-keys.ts';

/** What founding an alliance writes to besides. */
export interface BesidePlans {
  readonly documents: MemoryDocuments;
  readonly checks: MemoryMergeChecks;
  readonly keys: MemoryWriteKeys;
}

/** Nothing that it is given or gives is shared with what it keeps. */
export class MemoryPlans {
  readonly #beside: BesidePlans;
  readonly #alliances = new Map<AllianceId, Alliance>();
  readonly #versions = new Map<string, CharterVersion>();
  #plans: CarePlan[] = [];

  constructor(beside: BesidePlans) {
    this.#beside = beside;
  }

  isEmpty(): boolean {
    return this.#plans.length === 0;
  }

  ids(): ReadonlySet<string> {
    return new Set(this.#plans.map(({ id }) => id));
  }

  plan(planId: string): PlanRecord | undefined {
    return this.#find(({ plan }) => plan.id === planId);
  }

  planOfDocument(documentId: DocumentId): PlanRecord | undefined {
    return this.#find(({ plan }) => plan.sections.some((each) => each.documentId === documentId));
  }

  plansOf(personId: PersonId): readonly PlanRecord[] {
    return structuredClone(
      this.#records().filter(({ alliance }) => peopleOf(alliance).has(personId)),
    );
  }

  alliance(allianceId: AllianceId): PlanRecord | undefined {
    return this.#find(({ alliance }) => alliance.id === allianceId);
  }

  allianceOfLink(linkDigest: string): PlanRecord | undefined {
    return this.#find(({ alliance }) =>
      alliance.seats.some(({ invitation }) => invitation.asked?.linkDigest === linkDigest),
    );
  }

  allianceOfCharter(documentId: DocumentId): PlanRecord | undefined {
    return this.#find(({ alliance }) => alliance.charter.documentId === documentId);
  }

  /** Every alliance with its first plan, by their ids. */
  allianceList(afterId: string, limit: number): readonly PlanRecord[] {
    const ids = [...this.#alliances.keys()].filter((id) => id > afterId).toSorted();
    return ids.slice(0, limit).flatMap((id) => this.alliance(id) ?? []);
  }

  charterVersion(allianceId: AllianceId, number: number): CharterVersion | undefined {
    return structuredClone(this.#versions.get(versionName(allianceId, number)));
  }

  found(founding: AllianceFounding): AllianceWritten {
    const { record, documents, key, audit } = founding;
    const { documents: log, checks, keys } = this.#beside;
    const obstacle = obstacleToFounding(founding, {
      keptDigest: keys.digestOf(key),
      isTaken: this.#isTaken(founding),
    });
    if (obstacle !== undefined) return obstacle;
    this.#put(record);
    log.add(documents);
    checks.markEnds(documents);
    keys.put(key, audit.at);
    return 'kept';
  }

  write(write: AllianceWrite): AllianceWritten {
    const { alliance, sealed, key, audit } = write;
    const { keys } = this.#beside;
    const obstacle = obstacleToAlliance(write, {
      keptDigest: keys.digestOf(key),
      present: this.#alliances.get(alliance.id),
    });
    if (obstacle !== undefined) return obstacle;
    this.#alliances.set(alliance.id, structuredClone(alliance));
    if (sealed !== undefined) {
      this.#versions.set(versionName(alliance.id, sealed.number), structuredClone(sealed));
    }
    keys.put(key, audit.at);
    return 'kept';
  }

  /** A world's plans in place of all others. */
  replace({ plans, charterVersions = [] }: Pick<World, 'plans' | 'charterVersions'>): void {
    this.#alliances.clear();
    this.#versions.clear();
    this.#plans = [];
    for (const record of plans) this.#put(record);
    for (const { allianceId, version } of charterVersions)
      this.#versions.set(versionName(allianceId, version.number), structuredClone(version));
  }

  #isTaken({ record: { alliance, plan }, documents }: AllianceFounding): boolean {
    return (
      this.#alliances.has(alliance.id) ||
      this.ids().has(plan.id) ||
      documents.some(({ documentId }) => this.#beside.documents.rows(documentId) !== undefined)
    );
  }

  #put({ alliance, plan }: PlanRecord): void {
    if (!this.#alliances.has(alliance.id)) {
      this.#alliances.set(alliance.id, structuredClone(alliance));
    }
    this.#plans.push(structuredClone(plan));
  }

  #find(is: (record: PlanRecord) => boolean): PlanRecord | undefined {
    return structuredClone(this.#records().find(is));
  }

  #records(): readonly PlanRecord[] {
    return this.#plans.flatMap((plan) => {
      const alliance = this.#alliances.get(plan.allianceId);
      return alliance === undefined ? [] : [{ alliance, plan }];
    });
  }
}

function versionName(allianceId: AllianceId, number: number): string {
  return `${allianceId} ${number}`;
}
