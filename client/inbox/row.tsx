import { type InboxReason } from '@alliance/shared/inbox/inbox';
import { type ComponentType, type JSX, type ReactNode } from 'react';

import styles from './inbox-row.module.css';

/** What a row of the inbox shows, whatever it is about. */
export interface RowProps {
  readonly reason: InboxReason;
  readonly icon: ComponentType<{ size: number }>;
  /** Why it needs me. */
  readonly why: ReactNode;
  /** By when, where there is one. */
  readonly due?: ReactNode;
  /** About whom and where. */
  readonly place: ReactNode;
  /** Somebody's words. */
  readonly excerpt?: string | undefined;
  /** Who, and when. */
  readonly from?: ReactNode;
  /** The one button (IB5). */
  readonly button: ReactNode;
}

/** One row of the inbox. */
export function Row(props: RowProps): JSX.Element {
  const { reason, icon: Icon, why, due, place, excerpt, from, button } = props;
  return (
    <li className={styles['row']} data-reason={reason}>
      <div className={styles['what']}>
        <p className={styles['reason']}>
          <strong className={styles['why']}>
            <span className={styles['icon']} aria-hidden="true">
              <Icon size={18} />
            </span>
            <span>{why}</span>
          </strong>
          {due}
        </p>
        <p className={styles['place']}>{place}</p>
        {excerpt === undefined || excerpt === '' ? null : (
          <blockquote className={styles['excerpt']} dir="auto">
            {excerpt}
          </blockquote>
        )}
        {from === undefined ? null : <p className={styles['from']}>{from}</p>}
      </div>
      {button}
    </li>
  );
}
