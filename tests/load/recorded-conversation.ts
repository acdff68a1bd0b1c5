import * as Y from 'yjs';

import { firstClientID } from './light/light-client.ts';

/** A recording as its JSON stands in a file, made here and now. */
export interface RecordedConversation {
  readonly kind: 'concurrent';
  readonly endContent: string;
  readonly numAgents: number;
  readonly txns: readonly Transaction[];
}

interface Transaction {
  readonly parents: readonly number[];
  readonly agent: number;
  readonly patches: readonly (readonly [at: number, deleted: number, inserted: string])[];
}

const words = ['a', 'walks ', 'to ', 'the ', 'gym', '\n', '.', 'é', '🙂', 'sleeps '];

/**
 * Two people write at the same time and see each other's words now and then. The end is what two documents agree on
 * that exchanged their updates directly.
 * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
 */
export function createConversation(edits: number, random: () => number): RecordedConversation {
  const people = [0, 1].map((agent) => new Author(agent));
  const txns: Transaction[] = [];
  for (let index = 0; index < edits; index += 1) {
    const author = pick(people, random);
    if (random() < 0.3) for (const other of people) author.see(other);
    txns.push(author.write(index, random));
  }
  for (const author of people) for (const other of people) author.see(other);
  return {
    kind: 'concurrent',
    endContent: people[0]?.content() ?? '',
    numAgents: people.length,
    txns,
  };
}

class Author {
  readonly agent: number;
  readonly doc = new Y.Doc();
  /** The last edit of each agent that this author has seen. */
  readonly lastSeen = new Map<number, number>();

  constructor(agent: number) {
    this.agent = agent;
    this.doc.clientID = firstClientID + agent;
  }

  content(): string {
    return this.doc.getText('text').toJSON();
  }

  see(other: Author): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc));
    for (const [agent, index] of other.lastSeen)
      this.lastSeen.set(agent, Math.max(index, this.lastSeen.get(agent) ?? 0));
  }

  /** Types or deletes at a random place between code points. */
  write(index: number, random: () => number): Transaction {
    const points = Array.from(this.content());
    const at = Math.floor(random() * (points.length + 1));
    const deleted = random() < 0.25 ? Math.min(2, points.length - at) : 0;
    const inserted = deleted > 0 ? '' : pick(words, random);
    const from = points.slice(0, at).join('').length;
    const text = this.doc.getText('text');
    text.delete(from, points.slice(at, at + deleted).join('').length);
    if (inserted !== '') text.insert(from, inserted);
    const parents = [...this.lastSeen.values()];
    this.lastSeen.set(this.agent, index);
    return { parents, agent: this.agent, patches: [[at, deleted, inserted]] };
  }
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}
