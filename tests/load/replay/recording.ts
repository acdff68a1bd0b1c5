/**
 * Recordings of people typing together, as the editing-traces collection keeps them: gzipped JSON
 *
 *   {kind: "concurrent", endContent, numAgents, txns: [{parents: [index…], agent, patches: [[position, deleteCount, insert]…]}]}
 *   {startContent, endContent, txns: [{patches: […]}]}                     one person
 *
 * A transaction's positions count Unicode code points in the merge of its parents.
 */
import { gunzipSync } from 'node:zlib';

/** What people typed, in an order in which every edit comes after what its author had seen. */
export interface Recording {
  readonly agents: number;
  readonly endContent: string;
  readonly edits: readonly RecordedEdit[];
}

/** One edit by one person. */
export interface RecordedEdit {
  readonly agent: number;
  /** How many edits of each agent, their own included, the author had seen. */
  readonly seen: readonly number[];
  readonly patches: readonly Patch[];
}

/** Deletes, then inserts at a position. Counted in code points. */
export interface Patch {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** A file that is not a recording, or one that cannot be typed by people who never go back. */
export class UnreadableRecording extends Error {
  override readonly name = 'UnreadableRecording';
}

/** Reads a gzipped recording of either kind. Throws {@link UnreadableRecording}. */
export function readRecording(gzipped: Uint8Array): Recording {
  return decodeRecording(parse(gzipped));
}

/** Validates the JSON of a recording. Throws {@link UnreadableRecording}. */
export function decodeRecording(json: unknown): Recording {
  const fields = object(json);
  const agents = fields['kind'] === 'concurrent' ? count(fields['numAgents']) : 1;
  const transactions = list(fields['txns']).map(object);
  const versions: (readonly number[])[] = [];
  const typed = Array.from({ length: agents }, () => 0);
  const edits = transactions.map((transaction, index) => {
    const agent = fields['kind'] === 'concurrent' ? count(transaction['agent']) : 0;
    const parents = transaction['parents'] ?? (index === 0 ? [] : [index - 1]);
    const seen = mergeOf(list(parents).map(count), versions, agents);
    if (seen[agent] !== typed[agent])
      throw new UnreadableRecording(`Edit ${index} forgets what its author had typed.`);
    typed[agent] = (typed[agent] ?? 0) + 1;
    versions.push(seen.with(agent, typed[agent] ?? 0));
    return { agent, seen, patches: list(transaction['patches']).map(patch) };
  });
  return { agents, endContent: text(fields['endContent']), edits };
}

function mergeOf(
  parents: readonly number[],
  versions: readonly (readonly number[])[],
  agents: number,
): readonly number[] {
  return Array.from({ length: agents }, (_, agent) =>
    Math.max(0, ...parents.map((parent) => versionOf(parent, versions)[agent] ?? 0)),
  );
}

function versionOf(parent: number, versions: readonly (readonly number[])[]): readonly number[] {
  const version = versions[parent];
  if (version === undefined)
    throw new UnreadableRecording(`Parent ${parent} comes after its child.`);
  return version;
}

function patch(json: unknown): Patch {
  const [at, deleted, inserted] = list(json);
  return { at: count(at), deleted: count(deleted), inserted: text(inserted) };
}

function parse(gzipped: Uint8Array): unknown {
  try {
    return JSON.parse(gunzipSync(gzipped).toString('utf8'));
  } catch (error) {
    throw new UnreadableRecording('The file is not gzipped JSON.', { cause: error });
  }
}

function object(json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null)
    throw new UnreadableRecording('An object is missing.');
  return { ...json };
}

function list(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new UnreadableRecording('A list is missing.');
  return json;
}

function count(json: unknown): number {
  if (typeof json !== 'number' || !Number.isSafeInteger(json) || json < 0)
    throw new UnreadableRecording('A whole number is missing.');
  return json;
}

function text(json: unknown): string {
  if (typeof json !== 'string') throw new UnreadableRecording('A text is missing.');
  return json;
}
