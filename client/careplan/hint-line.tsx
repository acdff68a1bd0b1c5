import { type JSX, type ReactNode } from 'react';

import { type Hint } from './use-section-hint.ts';

import styles from './hint-line.module.css';

/** Where a section's hint is read out and shown: over the page, so that no text moves. */
export function HintLine({
  hint,
  children,
}: {
  readonly hint: Hint | undefined;
  readonly children: ReactNode;
}): JSX.Element {
  return (
    <div aria-live="polite">
      {hint === undefined ? null : (
        <div
          className={styles['line']}
          style={{ top: hint.top, maxHeight: hint.room }}
          data-testid="hint"
        >
          {children}
        </div>
      )}
    </div>
  );
}
