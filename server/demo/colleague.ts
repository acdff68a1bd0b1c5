import { randomUUID } from 'node:crypto';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { type Sessions } from '../identity/sessions.ts';
import { type Log, describeError } from '../observe/log.ts';
import { type Storage } from '../storage/port.ts';
import { castId } from './cast.ts';
import { colleagueNote, pauseAfter } from './colleague-note.ts';
import { typeParagraph } from './typist.ts';

/** Longest time the colleague types, in milliseconds. */
export const typingMsMax = 60_000;

/** The demo's simulated colleague: labelled wherever the name appears, one at a time, gone within a minute (DM7). */
export interface Colleague {
  /** Starts to type at the end of a section; stops elsewhere first. */
  start(documentId: DocumentId): Promise<void>;
  /** Stops at once. What was typed stays. */
  stop(): Promise<void>;
  readonly isTyping: boolean;
}

/** What the colleague needs. */
export interface ColleagueSettings {
  readonly sessions: Pick<Sessions, 'signIn' | 'signOut'>;
  readonly storage: Pick<Storage, 'person'>;
  /** Where this server's own sockets are: `ws://127.0.0.1:4400`. */
  readonly socketUrl: () => string;
  readonly log: Log;
}

/** A colleague who comes when asked. */
export function createColleague(settings: ColleagueSettings): Colleague {
  let current: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  let starting: Promise<void> = Promise.resolve();

  async function stop(): Promise<void> {
    current?.abort.abort();
    await current?.done;
  }

  async function run(documentId: DocumentId, abort: AbortController): Promise<void> {
    try {
      await typeOnce(settings, documentId, abort.signal);
    } catch (error) {
      settings.log.warn(describeError(error), 'colleague.failed');
    }
    if (current?.abort === abort) current = undefined;
  }

  async function startAfter(earlier: Promise<void>, documentId: DocumentId): Promise<void> {
    await earlier;
    await stop();
    const abort = new AbortController();
    current = { abort, done: run(documentId, abort) };
  }

  return {
    get isTyping() {
      return current !== undefined;
    },
    stop,
    start(documentId) {
      // One after the other: of two visitors who ask at once the second stops the first.
      starting = startAfter(starting, documentId);
      return starting;
    },
  };
}

async function typeOnce(
  { sessions, storage, socketUrl }: ColleagueSettings,
  documentId: DocumentId,
  stopped: AbortSignal,
): Promise<void> {
  const person = await storage.person(castId('robin'));
  if (person === undefined) return;
  const { session, cookie } = await sessions.signIn({
    person,
    persona: 'robin',
    kind: 'simulated',
    isSecure: false,
  });
  try {
    await typeParagraph({
      url: `${socketUrl()}/sync/${documentId}`,
      cookie: cookie.split(';', 1).join(''),
      text: colleagueNote,
      blockId: randomUUID(),
      pauseAfter,
      signal: AbortSignal.any([stopped, AbortSignal.timeout(typingMsMax)]),
    });
  } finally {
    await sessions.signOut({ session, person });
  }
}
