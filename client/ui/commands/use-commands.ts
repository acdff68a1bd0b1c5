import { useEffect } from 'react';

import { type Command } from './command.ts';
import { offerCommands } from './offered-commands.ts';

/** Offers commands to the palette while what calls it is on the screen; give the same array as long as they are the same. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => offerCommands(commands), [commands]);
}
