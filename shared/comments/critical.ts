import { type Field } from './field.ts';
import { type Thread, type ThreadKind } from './thread.ts';

/** Whether a thread is critical: by its kind, or by one that waits for a decision. While people disagree, the more urgent one counts (CM14). */
export function isCritical(kind: Field<ThreadKind>): boolean {
  return [kind, ...(kind.candidates ?? [])].some(({ value }) => value === 'critical');
}

/** Whether a critical thread still waits for a read-back, or for its sender's yes (CM13). */
export function waitsForReadBack(thread: Pick<Thread, 'kind' | 'readBack'>): boolean {
  return isCritical(thread.kind) && thread.readBack?.confirmed === undefined;
}
