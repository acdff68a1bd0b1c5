import { type BenchOptions } from '../options.ts';

/** Something that `npm run bench` can do. */
export interface Scenario {
  /** As it is typed. */
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /** Resolves with the exit code. */
  run(options: BenchOptions): Promise<number>;
}
