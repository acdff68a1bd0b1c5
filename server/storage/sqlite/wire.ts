/** What the main thread, the writer and the reader say to each other. */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { type Storage } from '../port.ts';
import { type RefusalKey } from './data-folder.ts';
import { type Failure } from './failure.ts';
import { type PackedAppends, type PackedHeads } from './packed-appends.ts';

/** The calls that only read: the reader answers them, beside the writer's commits. */
export const readingNames = [
  'loadDocument',
  'readLog',
  'checkLog',
  'checkPages',
  'isEmpty',
  'person',
  'people',
  'plansOf',
  'plan',
  'planOfDocument',
  'changesSince',
  'lookedAt',
  'readAudit',
  'threadsOf',
  'thread',
  'threadReads',
  'openMergeChecks',
  'mergeCheck',
  'unscannedDocuments',
  'scanMark',
  'notificationsOf',
  'digestReaders',
  'session',
  'alliance',
  'allianceOfLink',
  'allianceOfCharter',
  'alliances',
  'charterVersion',
  'account',
  'accountOfEmail',
  'accounts',
  'link',
  'sessionsOf',
  'settings',
] as const satisfies readonly (keyof Calls)[];

/** The calls that travel one by one. */
export type Calls = {
  readonly [Name in Exclude<keyof Storage, 'append' | 'close' | 'failed'>]: (
    ...args: Parameters<Storage[Name]>
  ) => Awaited<ReturnType<Storage[Name]>>;
} & { readonly limitPages: (max: number) => void };

/** What the reader answers. */
export type ReadingCalls = Pick<Calls, (typeof readingNames)[number]>;

/** What the writer answers, beside appends. */
export type WritingCalls = Omit<Calls, (typeof readingNames)[number]>;

/** One of the {@link Calls}, with its arguments as sent. */
export interface Call<Name extends keyof Calls = keyof Calls> {
  readonly id: number;
  readonly name: Name;
  readonly args: readonly unknown[];
}

/** What the main thread gives the writer at start. */
export interface WriterData {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** To the writer. */
export type ToWriter =
  | {
      readonly type: 'batch';
      readonly appends?: PackedAppends;
      readonly calls: readonly Call<keyof WritingCalls>[];
    }
  | { readonly type: 'close' };

/** To the reader. */
export type ToReader =
  | { readonly type: 'batch'; readonly calls: readonly Call<keyof ReadingCalls>[] }
  | { readonly type: 'close' };

/** From the reader: every call is answered by one of these. */
export interface FromReader {
  readonly type: 'answered';
  readonly id: number;
  readonly answer: Answer;
}

/** From the writer. Every batch with appends is answered by one `committed`, every call by one `answered`; `stopped` comes at most once. */
export type FromWriter =
  | { readonly type: 'ready' }
  | { readonly type: 'refused'; readonly refusal: RefusalKey | undefined; readonly code: number }
  | { readonly type: 'committed'; readonly heads: PackedHeads | Failure }
  | { readonly type: 'answered'; readonly id: number; readonly answer: Answer }
  /** Nothing more is written until the next start. */
  | { readonly type: 'stopped'; readonly failure: Failure };

/** The answer to one call. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: Failure }
  | { readonly ok: false; readonly damaged: { documentId: DocumentId; seq: number } };
