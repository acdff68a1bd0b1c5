import { charterRightOf } from '@alliance/shared/access/alliance-access';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CharterView } from '@alliance/shared/alliance/alliance-view';
import {
  type CharterContent,
  type CharterVersion,
  type Signature,
} from '@alliance/shared/alliance/charter';
import { charterContentOf } from '@alliance/shared/alliance/charter-content';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { renderSection } from '@alliance/shared/editor/render';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { type Person } from '@alliance/shared/identity/person';

import { type PlanReader } from '../careplan/plan-reader.ts';
import { DamagedDocument, type PlanRecord, type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type People } from './alliance-reading.ts';
import { visibleSections } from './alliance-view.ts';
import { charterHash } from './charter-hash.ts';

/** Reads charters: as they are written now, and as they were put forward. */
export interface CharterReader {
  /** The committed prose of a charter; `damaged` when what is stored does not verify. */
  prose(alliance: Alliance): Promise<CharterProse | 'damaged'>;
  /** The charter for one of its alliance; undefined for who may not read it. */
  view(person: Person, record: PlanRecord): Promise<CharterView | undefined>;
  /** A version that was put forward; undefined when there is none of that number, or for who may not read it. */
  version(person: Person, record: PlanRecord, number: number): Promise<CharterVersion | undefined>;
}

/** The prose of a charter at a row of its log. */
export interface CharterProse {
  readonly head: number;
  readonly section: SectionJson;
}

/** What charters are read from. */
export interface CharterSources {
  readonly storage: Pick<Storage, 'charterVersion'>;
  readonly sync: Pick<SyncServer, 'read'>;
  readonly reader: Pick<PlanReader, 'peopleOf'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A reader over the records and the committed documents. */
export function createCharterReader(sources: CharterSources): CharterReader {
  const { storage, sync, reader, now } = sources;

  function rightOf({ alliance }: PlanRecord, person: Person) {
    return charterRightOf(alliance, person.id, now());
  }

  /** Of the scopes a charter tells its reader those in sections that exist for them (AC4). */
  function cut(person: Person, record: PlanRecord): (content: CharterContent) => CharterContent {
    const sections = visibleSections({ record, readerId: person.id, now: now() });
    const keys = new Set(sections.map(({ key }) => key));
    return (content) => withScopesIn(content, keys);
  }

  async function version(
    person: Person,
    record: PlanRecord,
    number: number | undefined,
  ): Promise<CharterVersion | undefined> {
    if (number === undefined || rightOf(record, person) === 'none') return undefined;
    const found = await storage.charterVersion(record.alliance.id, number);
    return found && { ...found, content: cut(person, record)(found.content) };
  }

  async function prose({ charter }: Alliance): Promise<CharterProse | 'damaged'> {
    try {
      return (await sync.read(charter.documentId)) ?? { head: 0, section: { blocks: [] } };
    } catch (error) {
      if (error instanceof DamagedDocument) return 'damaged';
      throw error;
    }
  }

  return {
    prose,
    version,

    async view(person, record) {
      const access = rightOf(record, person);
      if (access === 'none') return undefined;
      const { alliance } = record;
      const { documentId, revision, sealed } = alliance.charter;
      const read = await prose(alliance);
      const written = read === 'damaged' ? { head: 0, section: { blocks: [] } } : read;
      const content = charterContentOf(alliance, written.section);
      const present = await version(person, record, sealed?.number);
      const before = await version(person, record, signedBefore(alliance, person, now()));
      const html = read === 'damaged' ? damagedHtml : renderSection(read.section);
      return {
        schema: schemaVersion,
        documentId,
        access,
        revision,
        rendered: { head: written.head, html },
        content: cut(person, record)(content),
        isChanged: sealed !== undefined && charterHash(content) !== sealed.hash,
        ...(present !== undefined && { sealed: present }),
        ...(before !== undefined && { signedBefore: before }),
        signatures: signaturesOf(alliance, await reader.peopleOf(alliance)),
      };
    },
  };
}

const damagedHtml =
  '<p>The text of this charter cannot be shown: what is stored does not verify. It was not changed. Tell whoever runs the server.</p>';

function withScopesIn(content: CharterContent, keys: ReadonlySet<SectionKey>): CharterContent {
  const seats = content.seats.map((seat) => ({
    ...seat,
    scope: seat.scope.filter(({ sectionKey }) => keys.has(sectionKey)),
  }));
  return { ...content, seats };
}

/** The number of the version to which the reader's seats agreed last, unless that is the one that asks for signatures now. */
function signedBefore(alliance: Alliance, person: Person, now: number): number | undefined {
  const mine = new Set(seatsOf(alliance, person.id, now).map(({ id }) => id));
  const last = alliance.charter.signatures.findLast(
    ({ seatId, meaning }) => mine.has(seatId) && meaning !== 'decline',
  );
  return last?.number === alliance.charter.sealed?.number ? undefined : last?.number;
}

/** The last word of each seat on the version that asks for signatures, oldest first. */
function signaturesOf(alliance: Alliance, people: People): CharterView['signatures'] {
  const { sealed, signatures } = alliance.charter;
  const present = signatures.filter(({ number }) => number === sealed?.number);
  const last = new Map(present.map((each) => [each.seatId, each]));
  return present
    .filter((each) => last.get(each.seatId) === each)
    .map((each) => signatureView(each, people));
}

function signatureView(
  { seatId, personId, number, meaning, note, at }: Signature,
  people: People,
): CharterView['signatures'][number] {
  const name = people.get(personId)?.name ?? '';
  return { seatId, number, name, meaning, ...(note !== undefined && { note }), at };
}
