/** Runs one seed. */
import { type Mood } from './mood.ts';
import { type Plant } from './server-life.ts';
import { settle } from './settling.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

/** What a run ends with. */
export interface RunEnd {
  readonly seed: number;
  /** What was violated; undefined when all was well. */
  readonly violation: Violation | undefined;
  /** SHA-256 of the whole story and of every document at its end, hex. */
  readonly digest: string;
  readonly lines: readonly string[];
  /** Rows that became durable. */
  readonly rows: number;
  /** Honest changes that were refused because copies would have differed (IN19, IN21). */
  readonly oddRefusals: number;
}

/** How a run is made. `isTold`: whether its lines are wanted. */
export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
  readonly isTold?: boolean;
  readonly plant?: Plant;
  readonly mood?: Partial<Mood>;
}

/** Runs a seed for so many steps, then lets everything come to rest. */
export async function run(options: RunOptions): Promise<RunEnd> {
  const { seed } = options;
  const world = await World.begin({ ...options, isTold: options.isTold ?? false });
  const violation = await violationIn(world, options);
  if (violation !== undefined) world.tell(`VIOLATED ${violation.message}`);
  const { story, witness } = world;
  const { rows, oddRefusals } = witness;
  return { seed, violation, digest: story.digest(), lines: story.lines, rows, oddRefusals };
}

async function violationIn(
  world: World,
  { seed, steps }: RunOptions,
): Promise<Violation | undefined> {
  try {
    // Each thing happens after the one before.
    for (let step = 0; step < steps; step++) await world.step();
    await settle(world);
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return error;
    throw new Error(`Seed ${seed} broke after ${world.moment} steps.`, { cause: error });
  }
}
