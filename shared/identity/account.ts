/** What the server says about accounts, sessions and the way in, over HTTP. */
import { type Person } from './person.ts';

/** `GET /api/entrance`: what the first page has to know before anybody has signed in. */
export interface Entrance {
  /** Personas instead of accounts. */
  readonly isDemo: boolean;
  /** Nobody has an account yet: the way in is the link that the server has printed. */
  readonly needsSetUp: boolean;
  /** Minutes without a key or pointer after which a page is locked. */
  readonly idleMinutes: number;
}

/** What e-mail and password lead to: signed in, or a second step. */
export type SignInAnswer = { readonly person: Person } | { readonly needsCode: true };

/** What a one-time link leads to, before it is used. */
export type LinkView =
  /** The first account, which administers. */
  | { readonly purpose: 'set-up'; readonly expiresAt: string }
  /** A new account. */
  | { readonly purpose: 'join'; readonly isAdministrator: boolean; readonly expiresAt: string }
  /** A new account, to answer the invitation to a seat. */
  | { readonly purpose: 'invitation'; readonly expiresAt: string }
  /** A new password of an account. */
  | { readonly purpose: 'new-password'; readonly name: string; readonly expiresAt: string };

/** Who joins: `POST /api/set-up` and `POST /api/join`. */
export interface NewAccount {
  /** What stood behind the `#` of the link. */
  readonly secret: string;
  /** As colleagues read it: "Dr Priya Raman". */
  readonly name: string;
  /** As they call each other: "Priya". */
  readonly shortName: string;
  readonly email: string;
  readonly password: string;
}

/** `GET /api/me/account`. */
export interface MyAccount {
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly hasSecondFactor: boolean;
}

/** What an authenticator app is set up with, shown once. */
export interface NewSecondFactor {
  /** To type in by hand, in groups of four. */
  readonly secret: string;
  /** `otpauth://…`, what its picture says. */
  readonly uri: string;
  /** Each opens the second step once. */
  readonly backupCodes: readonly string[];
}

/** One place where I am signed in. */
export interface MySession {
  readonly ref: string;
  /** "Firefox on Windows"; empty where the browser did not say. */
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isLocked: boolean;
  /** The one that asks. */
  readonly isThis: boolean;
}
