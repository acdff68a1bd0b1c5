import { type CallRow } from '@alliance/shared/careplan/now';
import { IconChevronDown, IconPhone } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Reach } from './reach.tsx';

import styles from './call-rows.module.css';

/** If … then … call …, one row each: the answer to "whom do I call?". On a phone what to do first opens with a touch, so that every row is in one glance (NW4). */
export function CallRows({
  rows,
  isPhone,
}: {
  readonly rows: readonly CallRow[];
  readonly isPhone: boolean;
}): JSX.Element {
  const t = useTranslations('now');
  if (rows.length === 0) return <p className={styles['empty']}>{t('noCalls')}</p>;
  const Row = isPhone ? PhoneRow : WideRow;
  return (
    <ul className={styles['rows']}>
      {rows.map((row, index) => (
        <Row key={row.blockId ?? index} row={row} />
      ))}
    </ul>
  );
}

function WideRow({ row }: { readonly row: CallRow }): JSX.Element {
  return (
    <li className={styles['row']} data-testid="call-row">
      <span className={styles['when']}>{row.when}</span>
      <Act row={row} />
      <Call row={row} />
    </li>
  );
}

function PhoneRow({ row }: { readonly row: CallRow }): JSX.Element {
  return (
    <li className={styles['phoneRow']} data-testid="call-row">
      <details>
        <summary>
          <span className={styles['when']}>{row.when}</span>
          <Call row={row} />
          {row.act === undefined ? null : (
            <IconChevronDown className={styles['more']} size={18} aria-hidden="true" />
          )}
        </summary>
        <Act row={row} />
      </details>
    </li>
  );
}

function Act({ row }: { readonly row: CallRow }): JSX.Element | null {
  return row.act === undefined ? null : <span className={styles['act']}>{row.act}</span>;
}

function Call({ row }: { readonly row: CallRow }): JSX.Element | null {
  if (row.call === undefined) return null;
  return (
    <span className={styles['call']}>
      <IconPhone size={16} aria-hidden="true" />
      <span>
        <Reach words={row.call} />
      </span>
    </span>
  );
}
