/** What the writing child writes and the test about it expects: a thread's version says everything about it. */
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';

import { type ThreadWrite } from '../../server/storage/port.ts';
import { type AddAccount } from '../../server/storage/port/accounts.ts';
import { type AllianceWrite } from '../../server/storage/port/alliances.ts';
import { addingOf, signInUser } from './sample-accounts.ts';
import { sealingOf } from './sample-alliances.ts';
import { keyOf, threadOf, writeOf } from './sample-threads.ts';
import { alliance, audit } from './sample-world.ts';

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

/** The write of a version of the sample alliance: each puts the next version of its charter forward. */
export function numberedSealing(version: number): AllianceWrite {
  const { charter } = alliance;
  const sealed = { ...sealingOf(alliance).sealed, number: version - 2 };
  const before = version === 2 ? charter : { ...charter, sealed };
  return {
    ...sealingOf({ ...alliance, version: version - 1, charter: before }),
    key: keyOf(`${alliance.id}-${version}`),
    audit: audit(`alliance.write.${version}`, alliance.id),
  };
}

/** A numbered account, with what signs it in. */
export function numberedAccount(count: number): AddAccount {
  const adding = addingOf(`${count}`);
  return { ...adding, signIn: [signInUser(adding.person.id)] };
}
