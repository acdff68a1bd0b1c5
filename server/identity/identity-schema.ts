import {
  type Entrance,
  type LinkView,
  type MyAccount,
  type MySession,
  type NewAccount,
  type NewSecondFactor,
  type SignInAnswer,
} from '@alliance/shared/identity/account';
import { passwordCharactersMax } from '@alliance/shared/identity/password';
import { z } from 'zod';

import { bodyBytesMax } from '../http/limits.ts';
import { emailCharactersMax, nameCharactersMax } from './limits.ts';
import { personSchema } from './person-schema.ts';

/** Whatever somebody types as their password: what is too long for one is wrong, not unreadable. */
const password = z.string().min(1).max(bodyBytesMax);

/** A fresh proof: the password of an account, or the PIN of a persona. */
export const proof = z.string().min(1).max(passwordCharactersMax);

/** What stood behind the `#` of a one-time link. */
const secret = z.string().regex(/^[\w-]{1,128}$/);

/** An address as accounts have them: in lower case, without spaces around it. */
export const email = z.string().trim().toLowerCase().pipe(z.email().max(emailCharactersMax));

/** A name in any script, on one line; no sign that turns the text around it. */
const name = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(nameCharactersMax)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+$/u);

/** Answer of `GET /api/entrance`. */
export const entranceSchema: z.ZodType<Entrance> = z.object({
  isDemo: z.boolean(),
  needsSetUp: z.boolean(),
  idleMinutes: z.int(),
});

/** Body of `POST /api/session`. Any text: what is no address has no account. */
export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().min(1).max(emailCharactersMax),
  password,
});

/** Answer of `POST /api/session`. */
export const signInAnswerSchema: z.ZodType<SignInAnswer> = z.union([
  z.object({ person: personSchema }),
  z.object({ needsCode: z.literal(true) }),
]);

/** Answer of whatever ends with somebody signed in. */
export const signedInSchema = z.object({ person: personSchema });

/** Body of `POST /api/session/code`: six digits of the app, or a backup code. */
export const codeSchema = z.object({ code: z.string().trim().min(1).max(32) });

/** Body of what needs a fresh proof and nothing else. */
export const proofSchema = z.object({ proof });

/** Body of `POST /api/set-up` and `POST /api/join`. */
export const newAccountSchema: z.ZodType<NewAccount> = z.object({
  secret,
  name,
  shortName: name,
  email,
  password,
});

/** Body of `POST /api/join/look`. */
export const linkSchema = z.object({ secret });

/** Answer of `POST /api/join/look`. */
export const linkViewSchema: z.ZodType<LinkView> = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('set-up'), expiresAt: z.string() }),
  z.object({ purpose: z.literal('join'), isAdministrator: z.boolean(), expiresAt: z.string() }),
  z.object({ purpose: z.literal('invitation'), expiresAt: z.string() }),
  z.object({ purpose: z.literal('new-password'), name: z.string(), expiresAt: z.string() }),
]);

/** Body of `POST /api/join/password`. */
export const passwordOfLinkSchema = z.object({ secret, password });

/** Body of `POST /api/me/password`. */
export const newPasswordSchema = z.object({ proof, password });

/** Body of `POST /api/me/account`: what changes. A new address needs a proof. */
export const accountChangeSchema = z.object({
  name: name.exactOptional(),
  shortName: name.exactOptional(),
  email: email.exactOptional(),
  proof: proof.exactOptional(),
});

/** Answer of `GET /api/me/account`. */
export const myAccountSchema: z.ZodType<MyAccount> = z.object({
  email: z.string(),
  isAdministrator: z.boolean(),
  hasSecondFactor: z.boolean(),
});

/** Answer of `POST /api/me/second-factor`. */
export const newSecondFactorSchema: z.ZodType<NewSecondFactor> = z.object({
  secret: z.string(),
  uri: z.string(),
  backupCodes: z.array(z.string()),
});

/** Answer of `POST /api/me/second-factor/backup-codes`. */
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) });

/** Answer of `GET /api/me/sessions`. */
export const mySessionsSchema: z.ZodType<readonly MySession[]> = z.array(
  z.object({
    ref: z.string(),
    label: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    isLocked: z.boolean(),
    isThis: z.boolean(),
  }),
);
