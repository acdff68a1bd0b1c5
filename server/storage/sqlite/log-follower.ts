import { describeUnits } from '@alliance/shared/editor/describe-units';
import { firstFreeClientID, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { applyWhole } from '../../core/apply-whole.ts';
import { type LogRow } from '../port.ts';

/** Who wrote first under a client id. */
export interface FirstUse {
  readonly clientID: number;
  readonly personId: PersonId;
  readonly seq: number;
}

/** Goes along a log from its first row, and keeps what other tables must agree with. */
export class LogFollower {
  /** Each person's last row. */
  readonly lastChanges = new Map<PersonId, Pick<LogRow, 'seq' | 'committedAt'>>();
  /** The document at the row that was to be described. */
  described: Uint8Array | undefined;
  readonly #doc: Y.Doc | undefined;
  readonly #describeAt: number | undefined;
  readonly #firstUses = new Map<number, FirstUse>();

  /** @param describeAt the row after which the document is described; nothing is without `replays` */
  constructor(options: { readonly replays: boolean; readonly describeAt: number | undefined }) {
    this.#doc = options.replays ? createSectionDocument() : undefined;
    this.#describeAt = options.describeAt;
  }

  /** Takes the next row. False when its words cannot be applied whole. */
  follow(row: LogRow): boolean {
    const { personId, seq, committedAt } = row;
    this.lastChanges.set(personId, { seq, committedAt });
    if (this.#doc === undefined) return true;
    if (!applyWhole(this.#doc, row.payload)) return false;
    this.#noteUses(row);
    if (seq === this.#describeAt) this.described = describeUnits(this.#doc);
    return true;
  }

  /** Per client id that is not the server's own, its first row. Empty when nothing is replayed. */
  firstUses(): readonly FirstUse[] {
    return [...this.#firstUses.values()];
  }

  #noteUses({ payload, personId, seq }: LogRow): void {
    for (const clientID of Y.parseUpdateMeta(payload).to.keys()) {
      if (clientID < firstFreeClientID || this.#firstUses.has(clientID)) continue;
      this.#firstUses.set(clientID, { clientID, personId, seq });
    }
  }
}
