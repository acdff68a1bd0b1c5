import { type DocumentName } from '../sync/sync-world.ts';
import { type Chance } from './chance.ts';
import { type Link } from './link.ts';
import { type Wanted } from './server-life.ts';
import { type PersonName } from './ward.ts';
import { type Witness } from './witness.ts';

/** What somebody at a screen needs of the run. */
export interface GuestOptions {
  /** As the story calls them. */
  readonly title: string;
  readonly name: PersonName;
  readonly document: DocumentName;
  readonly kind: 'tab' | 'stock';
  /** Keeps to the rules: whoever does is refused by nobody who has not taken their right away. */
  readonly isHonest: boolean;
  readonly chance: Chance;
  readonly witness: Witness;
  /** Whether this person may edit the document now, as the page says. */
  readonly mayEdit: () => boolean;
  /** The moment at which they last could not edit, or read, or lost something of their right; -1 when never. */
  readonly lastWithout: (what: 'edit' | 'read' | 'lost') => number;
  readonly moment: () => number;
  /** A socket to the server; undefined when there is none. */
  readonly connect: (wanted: Wanted) => Link | undefined;
  readonly tell: (line: string) => void;
}
