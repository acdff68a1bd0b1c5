import { type SectionRight } from '@alliance/shared/access/section-right';

import { type DocumentName } from '../sync/sync-world.ts';
import { type StoredRights } from './ward.ts';

/** When somebody in a document last could not edit, could not read, and lost something. */
interface Less {
  readonly edit: number;
  readonly read: number;
  readonly lost: number;
  readonly right: SectionRight;
}

/** What people could do when: whoever lost a right may be turned away for it, and nobody else. */
export class RightsHistory {
  readonly #rights: StoredRights;
  readonly #less = new Map<string, Less>();

  constructor(rights: StoredRights) {
    this.#rights = rights;
  }

  /** Looks at what somebody may do at a moment. */
  look(
    name: string,
    document: DocumentName,
    { moment, now }: { readonly moment: number; readonly now: number },
  ): void {
    const key = `${name} ${document}`;
    const right = this.#rights.rightAt(name, document, now);
    const before = this.#less.get(key) ?? { edit: -1, read: -1, lost: -1, right };
    this.#less.set(key, {
      edit: right === 'edit' ? before.edit : moment,
      read: right === 'none' ? moment : before.read,
      lost: rank(right) < rank(before.right) ? moment : before.lost,
      right,
    });
  }

  /** The last moment at which it was so; -1 when it never was. `lost`: the right became less. */
  last(name: string, document: DocumentName, what: 'edit' | 'read' | 'lost'): number {
    return this.#less.get(`${name} ${document}`)?.[what] ?? -1;
  }
}

function rank(right: SectionRight): number {
  return ['none', 'read', 'comment', 'suggest', 'edit'].indexOf(right);
}
