import { type NotificationSettings } from '@alliance/shared/inbox/inbox';

import { type Problem } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type StoredNotifications } from '../storage/port.ts';
import { isUsable, withCode, withTriedCode } from './address-code.ts';
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
  return [readWishes(settings), wish(settings), giveAddress(settings), confirm(settings)];
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

function giveAddress(settings: NotificationRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/me/notifications/address',
    summary: 'Send a code to this address; nothing else goes there before it is confirmed',
    body: addressSchema,
    answer: notificationSettingsSchema,
    async handle({ visitor, body: { address } }) {
      const { wishes, mail, url, makeCode, now } = settings;
      if (mail === undefined) return noMail;
      const code = makeCode();
      const asked = { before: undefined as StoredNotifications | undefined };
      const row = await wishes.change(visitor.person.id, 'notifications.address', (before) => {
        asked.before = before;
        return withCode(before, { address, code, now: now() }) ?? before;
      });
      if (row === asked.before) return tooManyCodes;
      const posted = await mail.send(codeLetter({ to: address, code, url }));
      if (posted === 'sent' || posted === 'unknown') return { answer: settingsOf(settings, row) };
      await takeBack(settings, row, asked.before ?? row);
      return posted === 'refused' ? addressRefused : mailAway;
    },
  });
}

/** The code went nowhere: the address is as before, whatever else was wished meanwhile. */
async function takeBack(
  { wishes }: NotificationRouteSettings,
  row: StoredNotifications,
  before: StoredNotifications,
): Promise<void> {
  await wishes.change(row.personId, 'notifications.address-undone', (present) => {
    if (present.confirmation?.codeDigest !== row.confirmation?.codeDigest) return present;
    const { address: _unreached, confirmation: _unsent, ...kept } = present;
    const { address, confirmation, sentDigest, isConfirmed } = before;
    return {
      ...kept,
      isConfirmed,
      ...(address !== undefined && { address }),
      ...(confirmation !== undefined && { confirmation }),
      ...(sentDigest !== undefined && { sentDigest }),
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
      const row = await wishes.change(visitor.person.id, 'notifications.confirm', (before) =>
        withTriedCode(before, code, now()),
      );
      if (row.isConfirmed) return { answer: settingsOf(settings, row) };
      return isUsable(row, now()) ? wrongCode : spentCode;
    },
  });
}

function settingsOf(
  { mail }: NotificationRouteSettings,
  { rhythm, hour, timeZone, address, isConfirmed }: StoredNotifications,
): NotificationSettings {
  return {
    rhythm,
    hour,
    timeZone,
    ...(address !== undefined && { address }),
    isConfirmed,
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
