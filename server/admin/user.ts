import { joinLinkDays, passwordLinkMs } from '../identity/limits.ts';
import { type LinkWish, linkAddress, makeLink } from '../identity/links.ts';
import { type Storage } from '../storage/port.ts';
import { type AccountRecord } from '../storage/port/accounts.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import { type Answer, CommandRefused, type Ground } from './command.ts';
import { counted } from './words.ts';

/** Accounts that are read at a time. */
const readAtOnce = 500;

/** `user list`: everybody with an account. */
export async function listUsers(ground: Ground): Promise<Answer> {
  const records = await withStorage(ground, allAccounts);
  const lines = records.map(({ account, person }) => {
    const { email, isAdministrator, suspendedAt, hasSecondFactor } = account;
    const marks = [
      isAdministrator && 'administrator',
      suspendedAt !== undefined && 'suspended',
      hasSecondFactor && 'second step',
    ].filter((mark) => mark !== false);
    return `${email}  ${person.name}${marks.length > 0 ? `  (${marks.join(', ')})` : ''}`;
  });
  return { code: 0, lines: [...lines, `${counted(records.length, 'account')}.`] };
}

/** `user add [administrator]`: a link by which one person makes an account. */
export async function addUser(ground: Ground, isAdministrator: boolean): Promise<Answer> {
  const forMs = joinLinkDays * 24 * 60 * 60_000;
  return await withStorage(ground, (storage) =>
    madeLink(ground, storage, { purpose: 'join', isAdministrator, forMs }),
  );
}

/** `user link <e-mail>`: a link by which this person sets a new password. */
export async function linkUser(ground: Ground, email: string): Promise<Answer> {
  return await withStorage(ground, async (storage) => {
    const account = await storage.accountOfEmail(email.trim().toLowerCase());
    if (account === undefined)
      throw new CommandRefused(
        'There is no account with this e-mail address. Nothing was changed. Look with npm run admin -- user list.',
      );
    const { personId } = account;
    return await madeLink(ground, storage, {
      purpose: 'new-password',
      personId,
      forMs: passwordLinkMs,
    });
  });
}

async function madeLink(
  { url, now }: Ground,
  storage: Pick<Storage, 'putLink'>,
  wish: LinkWish,
): Promise<Answer> {
  const { secret, expiresAt } = await makeLink(storage, wish, now());
  const address = linkAddress(url, wish.purpose, secret);
  const until = expiresAt.slice(0, 16).replace('T', ' ');
  return {
    code: 0,
    lines: [
      address,
      `Give this link to the person by a way that only they read. It works once, until ${until} UTC. Start Alliance now.`,
    ],
  };
}

async function allAccounts(storage: Pick<Storage, 'accounts'>): Promise<readonly AccountRecord[]> {
  const all: AccountRecord[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the last one has ended
    const page = await storage.accounts(all.at(-1)?.person.id ?? '', readAtOnce);
    all.push(...page);
    if (page.length < readAtOnce) return all;
  }
}

/** Nothing else may write while a command does: a server that runs on the folder stands in the way, and it says so. */
async function withStorage<Result>(
  { dataFolder: folder, now }: Ground,
  work: (storage: Storage) => Promise<Result>,
): Promise<Result> {
  const storage = await openSqliteStorage({ folder, now });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
