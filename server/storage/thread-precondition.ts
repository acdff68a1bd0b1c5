import assert from 'node:assert/strict';

import { type Thread } from '@alliance/shared/comments/thread';

import { type ThreadWrite, type ThreadWritten } from './port.ts';

/** What an adapter knows before it writes a thread; absent is what it does not have. */
export interface BeforeThreadWrite {
  /** The digest that was kept with the write's key. */
  readonly keptDigest?: string | undefined;
  readonly present?: Pick<Thread, 'planId' | 'version'> | undefined;
}

/** Why a thread cannot be written as asked (see {@link ThreadWritten}); undefined when it can. A key that is known says more than a version. */
export function obstacleTo(
  write: ThreadWrite,
  before: BeforeThreadWrite,
): Exclude<ThreadWritten['result'], 'kept'> | undefined {
  const { thread, expectedVersion, key } = write;
  const { keptDigest, present } = before;
  assert(thread.version === expectedVersion + 1, 'A thread is written one version at a time.');
  if (keptDigest !== undefined) return keptDigest === key?.digest ? 'repeated' : 'misused';
  if (expectedVersion === 0) return present && 'taken';
  if (present?.version !== expectedVersion) return 'stale';
  assert(thread.planId === present.planId, 'A thread stays in its plan.');
  return undefined;
}
