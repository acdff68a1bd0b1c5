/** What administration shows over HTTP: who has an account and where they are signed in. No plan, no patient, no words of a team. */
import { type AllianceStatus } from '../alliance/alliance.ts';
import { type PersonId } from './person.ts';

/** One person of the installation. */
export interface AdministeredPerson {
  readonly personId: PersonId;
  readonly name: string;
  /** Absent for the people of the demonstration. */
  readonly email?: string;
  readonly isAdministrator: boolean;
  readonly isSuspended: boolean;
  readonly hasSecondFactor: boolean;
  /** ISO 8601 instant. */
  readonly createdAt?: string;
  /** Sessions that live now. */
  readonly sessions: number;
}

/** A page of a list; `next` leads to the one after it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** What an administrator can do about a person: `POST /api/administration/people/{personId}`. */
export const personChanges = [
  'suspend',
  'resume',
  'make-administrator',
  'end-administrator',
  'remove-second-factor',
  'end-sessions',
] as const;

/** One of {@link personChanges}. */
export type PersonChange = (typeof personChanges)[number];

/** A one-time link that was just made: the only time that its secret is told. */
export interface NewLink {
  /** The whole address, secret included. */
  readonly url: string;
  readonly expiresAt: string;
}

/** One living session of anybody. */
export interface AdministeredSession {
  readonly ref: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isLocked: boolean;
  readonly isThis: boolean;
}

/** One alliance, without a word of what it is about. */
export interface AdministeredAlliance {
  readonly allianceId: string;
  readonly status: AllianceStatus;
  /** Who leads it now. */
  readonly leads: readonly string[];
  readonly seats: number;
  readonly filledSeats: number;
  /** ISO 8601 instants; absent where it is not known or not yet so. */
  readonly createdAt?: string;
  readonly activeSince?: string;
}

/** What holds for the whole installation. */
export interface Installation {
  readonly idleMinutes: number;
  readonly isDemo: boolean;
  /** Why the demonstration cannot be switched on here; absent where it can, and where it is on. */
  readonly demoRefusal?: 'not-this-machine' | 'alliances-exist';
}

/** What becomes of the demonstration's switch: `POST /api/administration/demo`. */
export interface DemoSwitched {
  readonly isDemo: boolean;
  /** Where the first account is made, when there is none: opens once. */
  readonly setUpUrl?: string;
}
