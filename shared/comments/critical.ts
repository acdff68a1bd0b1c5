import { type Candidate, type Field } from './field.ts';
import { type Thread, type ThreadKind } from './thread.ts';

/** Whether a thread is critical: by its kind, or by one that waits for a decision. While people disagree, the more urgent one counts (CM14). */
export function isCritical(kind: Field<ThreadKind>): boolean {
  return raisedIn(kind) !== undefined;
}

/** Who made a thread critical, and when; undefined when it is not. No value stands in a field twice. */
export function raisedIn(kind: Field<ThreadKind>): Candidate<ThreadKind> | undefined {
  return [kind, ...(kind.candidates ?? [])].find(({ value }) => value === 'critical');
}

/** Whether a critical thread still waits for a read-back, or for its sender's yes (CM13). */
export function waitsForReadBack(thread: Pick<Thread, 'kind' | 'readBack'>): boolean {
  return isCritical(thread.kind) && thread.readBack?.confirmed === undefined;
}
