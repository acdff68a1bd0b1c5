import { type DigestRhythm } from '@alliance/shared/inbox/inbox';

import { type Letter } from './mail.ts';

/** Tells that something needs its reader, by number only (IB9). `url` is the address of Alliance. */
export function digestLetter(request: {
  readonly to: string;
  readonly count: number;
  readonly rhythm: DigestRhythm;
  readonly url: string;
}): Letter {
  const { to, count, rhythm, url } = request;
  const needs = count === 1 ? '1 thing needs you' : `${count} things need you`;
  const often = rhythm === 'hourly' ? 'at most once an hour' : 'once a day';
  return {
    to,
    subject: `${needs} in Alliance`,
    text: `${needs} in Alliance. Open it to see what:

${url}

You asked to be told by e-mail ${often}. To change or stop this, open Alliance
and choose "E-mail me" below the list of what needs you.
`,
  };
}

/** Carries the code that confirms an address (IB8). */
export function codeLetter(request: {
  readonly to: string;
  readonly code: string;
  readonly url: string;
}): Letter {
  const { to, code, url } = request;
  return {
    to,
    subject: 'Confirm your e-mail address for Alliance',
    text: `Your code is ${code}

Type it where you gave this address, within 15 minutes:

${url}

If you did not ask for it, do nothing: you will get no e-mail from Alliance.
`,
  };
}
