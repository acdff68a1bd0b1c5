import { type PersonId } from '@alliance/shared/identity/person';
import { type NotificationSettings } from '@alliance/shared/inbox/inbox';

import { type Problem } from '../http/problem.ts';
import { type Reply, type Route, memberRoute, nothing } from '../http/route.ts';
import { type StoredNotifications } from '../storage/port.ts';
import { type CodeResult, newAddressIn, withCode, withTriedCode } from './address-code.ts';
import { CodeAllowance } from './code-allowance.ts';
import {
  addressSchema,
  codeSchema,
  notificationSettingsSchema,
  notificationWishSchema,
} from './inbox-schema.ts';
import { codeLetter } from './letters.ts';
import { type Mail } from './mail.ts';
import { type Wishes } from './wishes.ts';

/** What the routes about e-mail need. */
export interface NotificationRouteSettings {
  readonly wishes: Wishes;
  /** Absent where this server sends no e-mail. */
  readonly mail: Pick<Mail, 'send'> | undefined;
  /** Where people reach Alliance. */
  readonly url: string;
  /** Six random digits. */
  readonly makeCode: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How I want to be told by e-mail. */
export function notificationRoutes(settings: NotificationRouteSettings): readonly Route[] {
  const allowance = new CodeAllowance();
  return [
    readWishes(settings),
    wish(settings),
    giveAddress({ ...settings, allowance }),
    confirm(settings),
  ];
}

function readWishes(settings: NotificationRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/me/notifications',
    summary: 'How I want to be told by e-mail',
    body: nothing,
    answer: notificationSettingsSchema,
    handle: async ({ visitor }) => ({
      answer: settingsOf(settings, await settings.wishes.of(visitor.person.id)),
    }),
  });
}

function wish(settings: NotificationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/notifications',
    summary: 'Be told by e-mail this often; the same again changes nothing',
    body: notificationWishSchema,
    answer: notificationSettingsSchema,
    async handle({ visitor, body: { rhythm, hour, timeZone } }) {
      const row = await settings.wishes.change(
        visitor.person.id,
        'notifications.wish',
        (before) => {
          const isSame =
            before.rhythm === rhythm && before.hour === hour && before.timeZone === timeZone;
          if (isSame) return before;
          // The new rhythm counts from now: what fell due by the old one does not leave at once.
          const sentAt = new Date(settings.now()).toISOString();
          return { ...before, rhythm, hour, timeZone, sentAt };
        },
      );
      return { answer: settingsOf(settings, row) };
    },
  });
}

interface Limited extends NotificationRouteSettings {
  readonly allowance: CodeAllowance;
}

function giveAddress(settings: Limited): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/notifications/address',
    summary: 'Send a code to this address; nothing else goes there before it is confirmed',
    body: addressSchema,
    answer: notificationSettingsSchema,
    async handle({ visitor: { person }, body: { address } }) {
      const { mail, allowance, now } = settings;
      if (mail === undefined) return noMail;
      const asked = { personId: person.id, address, now: now() };
      const reply = await allowance.spend(asked, () => sendCode({ ...settings, mail }, asked));
      return reply ?? askedTooOften;
    },
  });
}

/** Sends a code; the row says so before it leaves. */
async function sendCode(
  settings: NotificationRouteSettings & { readonly mail: Pick<Mail, 'send'> },
  { personId, address }: { readonly personId: PersonId; readonly address: string },
): Promise<Reply<NotificationSettings>> {
  const { wishes, mail, url, makeCode, now } = settings;
  const code = makeCode();
  const asked = { before: undefined as StoredNotifications | undefined };
  const row = await wishes.change(personId, 'notifications.address', (before) => {
    asked.before = before;
    return withCode(before, { address, code, now: now() }) ?? before;
  });
  if (row === asked.before) return tooManyCodes;
  const posted = await mail.send(codeLetter({ to: address, code, url }));
  if (posted === 'sent' || posted === 'unknown') return { answer: settingsOf(settings, row) };
  await takeBack(settings, row, asked.before ?? row);
  return posted === 'refused' ? addressRefused : mailAway;
}

/** The code went nowhere: address and codes are as before, whatever else was wished meanwhile. */
async function takeBack(
  { wishes }: NotificationRouteSettings,
  row: StoredNotifications,
  before: StoredNotifications,
): Promise<void> {
  await wishes.change(row.personId, 'notifications.address-undone', (present) => {
    if (present.confirmation?.codeDigest !== row.confirmation?.codeDigest) return present;
    const { address: _unreached, confirmation: _unsent, ...kept } = present;
    const { address, confirmation } = before;
    return {
      ...kept,
      ...(address !== undefined && { address }),
      ...(confirmation !== undefined && { confirmation }),
    };
  });
}

function confirm(settings: NotificationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/notifications/confirm',
    summary: 'This code reached my address',
    body: codeSchema,
    answer: notificationSettingsSchema,
    async handle({ visitor, body: { code } }) {
      const { wishes, now } = settings;
      const tried = { result: 'spent' as CodeResult };
      const row = await wishes.change(visitor.person.id, 'notifications.confirm', (before) => {
        const after = withTriedCode(before, code, now());
        tried.result = after.result;
        return after.row;
      });
      if (tried.result === 'confirmed') return { answer: settingsOf(settings, row) };
      return tried.result === 'wrong' ? wrongCode : spentCode;
    },
  });
}

function settingsOf(
  { mail, now }: NotificationRouteSettings,
  row: StoredNotifications,
): NotificationSettings {
  const { rhythm, hour, timeZone, address, isConfirmed } = row;
  const newAddress = newAddressIn(row, now());
  return {
    rhythm,
    hour,
    timeZone,
    ...(address !== undefined && { address }),
    isConfirmed,
    ...(newAddress !== undefined && { newAddress }),
    canSend: mail !== undefined,
  };
}

const noMail: Problem = {
  status: 409,
  code: 'not-supported',
  text: 'This server sends no e-mail. Nothing was changed. Whoever runs it can set that up.',
};

const tooManyCodes: Problem = {
  status: 429,
  code: 'throttled',
  text: 'Three codes have been sent within an hour. Nothing was changed. Look for them in your mail, or try again in an hour.',
  rule: 'IB12',
};

const askedTooOften: Problem = {
  status: 429,
  code: 'throttled',
  text: 'Codes were asked for too often. Nothing was changed. Please try again a little later, after an hour at the latest.',
  rule: 'IB17',
};

const addressRefused: Problem = {
  status: 422,
  code: 'business-rule',
  text: 'The mail server does not take letters to this address. Nothing was changed. Look for a mistake in it.',
};

const mailAway: Problem = {
  status: 503,
  code: 'transient',
  text: 'The mail server cannot be reached now. Nothing was changed. Please try again in a few minutes.',
};

const wrongCode: Problem = {
  status: 422,
  code: 'business-rule',
  text: 'This is not the code that was sent. Look at the newest e-mail, and try again.',
  rule: 'IB8',
};

const spentCode: Problem = {
  status: 422,
  code: 'business-rule',
  text: 'This code cannot be used any more. Ask for a new one.',
  rule: 'IB12',
};
