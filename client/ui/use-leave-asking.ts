import { useRef, useState } from 'react';

/** Leaving a form in which something was written. */
export interface LeaveAsking {
  /** It was to be left: what was written is not saved. */
  readonly isAsking: boolean;
  /** Closes the form, or asks where something was written; asked, it goes on. */
  readonly leave: () => void;
  /** Goes on writing where the keyboard was. */
  readonly goOn: () => void;
  /** Asks no longer: somebody writes on. */
  readonly rest: () => void;
}

/** Escape and the cross never throw away what was written: they ask. */
export function useLeaveAsking(isChanged: boolean, onClose: () => void): LeaveAsking {
  const [isAsking, setIsAsking] = useState(false);
  const before = useRef<Element>(null);
  const rest = (): void => setIsAsking(false);
  const goOn = (): void => {
    rest();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const leave = (): void => {
    if (!isChanged) return onClose();
    if (isAsking) return goOn();
    before.current = document.activeElement;
    setIsAsking(true);
  };
  return { isAsking, leave, goOn, rest };
}
