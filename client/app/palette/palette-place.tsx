import { lazy, Suspense, type JSX } from 'react';

import { closePalette, palette } from '../../ui/commands/palette.ts';
import { Guard } from '../../ui/guard.tsx';
import { useStore } from '../../ui/use-store.ts';
import { usePaletteKeys } from './use-palette-keys.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }));

/** Where the command palette and the keys come up over any screen; their code comes with the first wish for them. */
export function PalettePlace({ isLocked }: { readonly isLocked: boolean }): JSX.Element | null {
  usePaletteKeys(isLocked);
  const shown = useStore(palette, palette.get());
  if (shown === 'closed') return null;
  return (
    // What did not arrive is gone again: the next wish asks anew.
    <Guard fallback={null} onFailure={() => closePalette()}>
      <Suspense fallback={null}>{shown === 'keys' ? <KeyHelp /> : <CommandPalette />}</Suspense>
    </Guard>
  );
}
