import { useCallback, useState } from 'react';

/** Whether this person has folded the Now panel away in this browser; unfolded until they do. Only that is kept, nothing of the plan (NW9). */
export function useFolded(personId: string): readonly [boolean, (isFolded: boolean) => void] {
  const key = `alliance.now-folded.${personId}`;
  const [isFolded, setIsFolded] = useState(() => localStorage.getItem(key) !== null);
  const remember = useCallback(
    (next: boolean): void => {
      setIsFolded(next);
      if (next) localStorage.setItem(key, '');
      else localStorage.removeItem(key);
    },
    [key],
  );
  return [isFolded, remember];
}
