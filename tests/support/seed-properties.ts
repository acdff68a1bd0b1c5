/** Runs before each file of tests: what fast-check tries begins at the seed of the run as well. */
import { configureGlobal } from 'fast-check';

import { seed } from './seed.ts';

configureGlobal({ seed });
