import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { lazy, Suspense, useEffect, type JSX } from 'react';

import { Guard } from '../../ui/guard.tsx';
import { useStore } from '../../ui/use-store.ts';
import { closeFind, findState, forgetFind, openFind } from './find-state.ts';

const FindBar = lazy(async () => ({ default: (await import('./find-bar.tsx')).FindBar }));

/** Longer selected text is read, not looked for. */
const selectedMax = 60;

/** Where the box to find something comes up, below the bars; Ctrl+Alt+F opens it with what is selected. */
export function FindPlace({
  sections,
}: {
  readonly sections: readonly SectionView[];
}): JSX.Element | null {
  const { isOpen } = useStore(findState, findState.get());
  useEffect(() => {
    window.addEventListener('keydown', findOnKey);
    return () => {
      window.removeEventListener('keydown', findOnKey);
      forgetFind();
    };
  }, []);
  if (!isOpen) return null;
  return (
    // What did not arrive is gone again: the next wish asks anew.
    <Guard fallback={null} onFailure={closeFind}>
      <Suspense fallback={null}>
        <FindBar sections={sections} />
      </Suspense>
    </Guard>
  );
}

/** By the key's place, because Alt makes other letters of it on some keyboards; AltGr writes letters. */
function findOnKey(event: KeyboardEvent): void {
  const { code, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (code !== 'KeyF' || !ctrlKey || !altKey || shiftKey || metaKey) return;
  if (event.getModifierState('AltGraph')) return;
  if (document.querySelector('[aria-modal="true"]') !== null) return;
  event.preventDefault();
  findSelected();
}

/** Looks for the words that are selected, or else for those of the last time. */
export function findSelected(): void {
  const selected = document.getSelection()?.toString().trim() ?? '';
  const isShort = selected !== '' && selected.length <= selectedMax && !selected.includes('\n');
  openFind(isShort ? selected : undefined);
}
