import { IconAlertTriangle, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { type JSX, type ReactNode } from 'react';

import styles from './notice.module.css';

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, stop: IconPlugConnectedX } as const;

/** A calm message in place: what happened, what is safe, what to do next. `stop` interrupts a screen reader, the others wait. */
export function Notice({
  tone,
  children,
  actions,
  isAnnounced = true,
}: {
  readonly tone: keyof typeof icons;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** False where what stands around it is read out already. */
  readonly isAnnounced?: boolean;
}): JSX.Element {
  const Icon = icons[tone];
  return (
    <div
      className={styles['notice']}
      data-tone={tone}
      role={isAnnounced ? (tone === 'stop' ? 'alert' : 'status') : undefined}
    >
      <Icon size={18} aria-hidden="true" />
      <div className={styles['words']}>{children}</div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
