/**
 * Knows what is durable, and judges everything that happens by it. What it keeps of the disk is made from the rows
 * alone, in the order in which they became durable.
 */
import { hash } from 'node:crypto';

import { keepMarks } from '@alliance/client/sync/kept-marks';
import { type AppendRequest } from '@alliance/server/storage/port';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { Violation } from './violation.ts';
import { type StoredRights, documentIds } from './ward.ts';

/** Units of one client in a row. */
export interface Range {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** One change that somebody made: how far their own units reached then, and what they deleted with it. */
export interface Change {
  readonly client: number;
  readonly end: number;
  readonly deleted: readonly Range[];
}

/** What is on disk of one document. */
interface Durable {
  readonly doc: Y.Doc;
  /** Its last row. */
  head: number;
  /** What a copy with these units and deletes reads like: the same everywhere and for ever. */
  readonly readings: Map<string, Reading>;
}

interface Reading {
  readonly units: string;
  readonly whose: string;
}

/** Sees everything. */
export class Witness {
  readonly #rights: StoredRights;
  readonly #durable = new Map<string, Durable>();
  /** Whose copy writes under a client id, as the run knows it. */
  readonly #writers = new Map<number, string>();
  /** Documents of which rows became durable since they were last taken. */
  #grown = new Set<string>();
  /** Rows that became durable. */
  rows = 0;
  /** Honest changes that were refused because copies would have differed (IN19, IN21). */
  oddRefusals = 0;

  constructor(rights: StoredRights) {
    this.#rights = rights;
    for (const id of documentIds) {
      this.#durable.set(id, { doc: ledger(), head: 0, readings: new Map() });
    }
  }

  /** What is on disk of a document. */
  durable(documentId: string): Y.Doc {
    return this.#of(documentId).doc;
  }

  /** Somebody's new copy writes under this id. */
  writes(client: number, name: string): void {
    const before = this.#writers.get(client);
    if (before !== undefined) throw new Violation('SM4', `${client} was given to two copies`);
    this.#writers.set(client, name);
  }

  /** A document began with this row. */
  began(documentId: string, payload: Uint8Array): void {
    const durable = this.#of(documentId);
    durable.head++;
    Y.applyUpdate(durable.doc, payload);
  }

  /** Rows became durable. */
  appended({ documentId, rows }: AppendRequest): void {
    const durable = this.#of(documentId);
    const { doc } = durable;
    this.#grown.add(documentId);
    for (const { personId, committedAt, payload } of rows) {
      this.rows++;
      durable.head++;
      const right = this.#rights.rightAt(personId, documentId, Date.parse(committedAt));
      if (right !== 'edit') {
        throw new Violation('SM3', `a row of ${personId}, who may ${right}, in ${documentId}`);
      }
      this.#judgeAuthor(personId, payload);
      Y.applyUpdate(doc, payload);
      this.whole(doc, `the log of ${documentId}`);
    }
  }

  /** The documents whose logs have grown since this was last asked. */
  takeGrown(): ReadonlySet<string> {
    const grown = this.#grown;
    this.#grown = new Set();
    return grown;
  }

  /** The server says that these changes are on disk. */
  acknowledged(documentId: string, changes: readonly Change[], whose: string): void {
    for (const { client, end, deleted } of changes) {
      const range = { client, clock: 0, length: end };
      if (!this.#has(documentId, range) || !deleted.every((one) => this.#lacks(documentId, one))) {
        throw new Violation('SM1', `${whose} was told that a change is saved, and it is not`);
      }
    }
  }

  /** An update reaches somebody: all of it must be on disk. */
  seen(documentId: string, update: Uint8Array, whose: string): void {
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs) {
      if (!this.#has(documentId, { client: id.client, clock: id.clock, length })) {
        throw new Violation('SM2', `${whose} sees words of ${id.client} that are not on disk`);
      }
    }
    for (const [client, items] of ds.clients) {
      for (const { clock, len: length } of items) {
        if (!this.#lacks(documentId, { client, clock, length }))
          throw new Violation('SM2', `${whose} sees a deletion that is not on disk`);
      }
    }
  }

  /** Somebody hears the number of a row: it must be on disk, or a server that died would seem to have lost it. */
  seenHead(documentId: string, head: number, whose: string): void {
    const { head: last } = this.#of(documentId);
    if (head > last)
      throw new Violation('SM2', `${whose} hears of row ${head}, and ${last} is the last on disk`);
  }

  /** Somebody hears who is behind a client id: its own person, and nobody else. */
  present(client: number, personId: string, whose: string): void {
    const writer = this.#writers.get(client);
    if (writer !== undefined && writer !== personId)
      throw new Violation('SM4', `${whose} is told that ${client} of ${writer} is ${personId}`);
  }

  /** A caret reaches somebody: the units that it stands at must be on disk. */
  seenCaret(
    documentId: string,
    unit: { readonly client: number; readonly clock: number },
    whose: string,
  ): void {
    if (!this.#has(documentId, { ...unit, length: 1 })) {
      throw new Violation('SM2', `${whose} sees a caret at words that are not on disk`);
    }
  }

  /** Nothing waits in a document for something that it has not seen. */
  whole(doc: Y.Doc, whose: string): void {
    const { pendingStructs, pendingDs } = doc.store;
    if (pendingStructs !== null || pendingDs !== null)
      throw new Violation('SM6', `in ${whose} something waits for what is missing`);
  }

  /** A document has exactly the units and deletes that are on disk. */
  isDurable(documentId: string, doc: Y.Doc, whose: string): void {
    if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(this.durable(documentId))))
      throw new Violation('SM5', `${whose} has other units or deletes than the disk`);
    this.reads(documentId, doc, whose);
  }

  /** A copy reads like every other copy that has the same units and the same deletes. */
  reads(documentId: string, doc: Y.Doc, whose: string): void {
    const described = describeUnits(doc);
    // A copy that is still being filled may wait for a while.
    if (described === undefined) return;
    const { readings } = this.#of(documentId);
    const key = hash('sha1', Y.encodeSnapshot(Y.snapshot(doc)), 'base64');
    const units = hash('sha1', described, 'base64');
    const before = readings.get(key);
    if (before === undefined) readings.set(key, { units, whose });
    else if (before.units !== units) {
      throw new Violation(
        'SM5',
        `${whose} reads otherwise than ${before.whose}, with the same units`,
      );
    }
  }

  #judgeAuthor(personId: string, payload: Uint8Array): void {
    for (const client of Y.parseUpdateMeta(payload).to.keys()) {
      const writer = this.#writers.get(client);
      if (writer !== undefined && writer !== personId)
        throw new Violation('SM4', `${personId} wrote as ${writer}, under ${client}`);
    }
  }

  #of(documentId: string): Durable {
    const durable = this.#durable.get(documentId);
    if (durable === undefined) throw new Violation('SM3', `a row in ${documentId}, which is none`);
    return durable;
  }

  #has(documentId: string, { client, clock, length }: Range): boolean {
    return clock + length <= Y.getState(this.durable(documentId).store, client);
  }

  /** Whether these units are on disk, and deleted there. */
  #lacks(documentId: string, range: Range): boolean {
    if (!this.#has(documentId, range)) return false;
    const structs = this.durable(documentId).store.clients.get(range.client) ?? [];
    const end = range.clock + range.length;
    const from = Y.findIndexSS(structs, range.clock);
    for (let at = from; at < structs.length; at++) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock >= end) return true;
      if (!struct.deleted) return false;
    }
    return true;
  }
}

/** A document that holds what the rows say and tidies nothing by itself. */
function ledger(): Y.Doc {
  const doc = createSectionDocument(4);
  keepMarks(doc);
  return doc;
}
