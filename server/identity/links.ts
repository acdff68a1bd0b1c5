import { createHash, randomBytes } from 'node:crypto';

import { type PersonId } from '@alliance/shared/identity/person';

import { type Storage } from '../storage/port.ts';
import { type AccountLink } from '../storage/port/accounts.ts';

/** What a link is for, and for how long. */
export type LinkWish = Pick<AccountLink, 'purpose' | 'personId' | 'isAdministrator' | 'by'> & {
  readonly forMs: number;
};

/** A link that was just made, with the secret that is told once. */
export interface MadeLink {
  readonly secret: string;
  readonly expiresAt: string;
}

/** SHA-256 of a link's secret, hex: all that is kept of it. */
export function linkDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes a link that works once. `now`: milliseconds since the epoch. */
export async function makeLink(
  storage: Pick<Storage, 'putLink'>,
  { forMs, ...wish }: LinkWish,
  now: number,
): Promise<MadeLink> {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now + forMs).toISOString();
  const link: AccountLink = { digest: linkDigest(secret), ...wish, expiresAt };
  const who: { readonly personId?: PersonId } = wish.by === undefined ? {} : { personId: wish.by };
  await storage.putLink(link, {
    at: new Date(now).toISOString(),
    action: `link.${wish.purpose}`,
    // Whose password it is for; of the others nobody is known yet, and a link's digest is nobody's business.
    subjectId: wish.personId ?? 'installation',
    ...who,
  });
  return { secret, expiresAt };
}

/** A link's address: the secret stands behind the `#`, where no server and no log ever sees it. */
export function linkAddress(url: string, purpose: AccountLink['purpose'], secret: string): string {
  return `${url}/${purpose}#${secret}`;
}
