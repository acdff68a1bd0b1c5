import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextField } from '../../ui/fields.tsx';
import { LackCell, OverviewDates } from './overview-cells.tsx';
import {
  type OverviewColumn,
  type OverviewOrder,
  inOrder,
  lackColumns,
  lacksOf,
  matching,
  nextOrder,
  overviewColumns,
} from './overview-order.ts';
import { useDownload } from './use-download.ts';

import styles from './overview.module.css';

/** All my plans with what they lack, one row each: sorted by any column, filtered by words, and as a file. */
export function OverviewTable({ rows }: { readonly rows: readonly OverviewRow[] }): JSX.Element {
  const t = useTranslations('overview');
  const [order, setOrder] = useState<OverviewOrder>({ column: 'patient', direction: 'ascending' });
  const [looked, setLooked] = useState('');
  const shown = useMemo(() => inOrder(matching(rows, looked), order), [rows, looked, order]);
  const download = useDownload();
  return (
    <div className={styles['overview']}>
      <div className={styles['tools']}>
        <TextField label={t('filter')} value={looked} onChange={setLooked} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          disabled={shown.length === 0}
          onClick={() => download(shown)}
        >
          {t('download')}
        </Button>
      </div>
      <VisuallyHidden role="status">{t('shown', { count: shown.length })}</VisuallyHidden>
      <table className={styles['table']} aria-label={t('title')}>
        <thead>
          <tr>
            {overviewColumns.map((column) => (
              <Head
                key={column}
                column={column}
                order={order}
                onSort={() => setOrder(nextOrder(order, column))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.planId} row={row} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p className={styles['nothing']}>{t('noMatch')}</p> : null}
    </div>
  );
}

function Head({
  column,
  order,
  onSort,
}: {
  readonly column: OverviewColumn;
  readonly order: OverviewOrder;
  readonly onSort: () => void;
}): JSX.Element {
  const t = useTranslations('overview');
  const isSorted = order.column === column;
  const Arrow = order.direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" {...(isSorted && { 'aria-sort': order.direction })}>
      <button type="button" className={styles['sort']} onClick={onSort}>
        {t(`column.${column}`)}
        {isSorted ? <Arrow size={14} aria-hidden="true" /> : null}
      </button>
    </th>
  );
}

function Row({ row }: { readonly row: OverviewRow }): JSX.Element {
  const t = useTranslations('overview');
  const status = useTranslations('home.allianceStatus');
  const lacks = lacksOf(row);
  const { planId, allianceId } = row;
  return (
    <tr>
      <th scope="row">
        <Link to="/plans/$planId" params={{ planId }} className={styles['plan']}>
          {row.patientName}
        </Link>
        <span className={styles['quiet']}>{row.planTitle}</span>
      </th>
      <td>
        <span className={styles['label']}>{t('column.status')}</span>
        <Link to="/alliances/$allianceId" params={{ allianceId }}>
          {status(row.status)}
        </Link>
      </td>
      {lackColumns.map((column) => (
        <td key={column}>
          <span className={styles['label']}>{t(`column.${column}`)}</span>
          <LackCell what={lacks[column]} />
        </td>
      ))}
      <OverviewDates row={row} />
    </tr>
  );
}
