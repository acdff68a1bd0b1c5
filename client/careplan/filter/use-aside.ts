import { type RefObject, useLayoutEffect } from 'react';

import { reveal } from '../../ui/reveal.ts';

/** Makes one line of a section that is put aside. Its text stays where the browser's own search finds it, which brings it back. */
export function useAside(section: RefObject<HTMLElement | null>, isAside: boolean): void {
  useLayoutEffect(() => {
    const { current } = section;
    const text = current?.querySelector(':scope > .prose');
    if (!isAside || text === null || text === undefined) return undefined;
    text.setAttribute('hidden', 'until-found');
    const bringBack = (): void => reveal(text);
    text.addEventListener('beforematch', bringBack);
    return () => {
      text.removeEventListener('beforematch', bringBack);
      text.removeAttribute('hidden');
    };
  }, [section, isAside]);
}
