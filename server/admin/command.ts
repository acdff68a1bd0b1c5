import { type Progress } from './progress.ts';

/** What every command works with. */
export interface Ground {
  /** Absolute. */
  readonly dataFolder: string;
  /** Whether the server of this configuration runs the demonstration. */
  readonly isDemo: boolean;
  /** Where people reach the server of this configuration, without a trailing slash. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Tells whoever waits, on stderr. */
  readonly progress: Progress;
}

/** What a command says, in plain lines, and its exit code: 1 when something must be done. */
export interface Answer {
  readonly code: 0 | 1;
  readonly lines: readonly string[];
}

/** A command that could not do its work. The message is one plain line: what, what is safe, what to do. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}
