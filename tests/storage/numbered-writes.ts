/** What the writing child writes and the test about it expects: a thread's version says everything about it. */
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';

import { type ThreadWrite } from '../../server/storage/port.ts';
import { keyOf, threadOf, writeOf } from './sample-threads.ts';
import { audit } from './sample-world.ts';

/** A thread of one comment that names its version, and is of any length. */
export function writtenThread(threadId: ThreadId, version: number): Thread {
  const text = `${threadId} ${version} ${'words '.repeat((version % 40) * 40)}`;
  return { ...threadOf(threadId, { text }), version };
}

/** The write of a version, with a key and an audit entry that name it. */
export function numberedWrite(threadId: ThreadId, version: number): ThreadWrite {
  return writeOf(writtenThread(threadId, version), {
    key: keyOf(`${threadId}-${version}`),
    audit: audit(`thread.write.${version}`, threadId),
  });
}
