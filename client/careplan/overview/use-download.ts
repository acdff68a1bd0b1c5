import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { useTranslations } from 'use-intl';

import { toCsv } from './csv.ts';
import { lackColumns, lacksOf } from './overview-order.ts';

/** Saves rows of the overview as a file, made here from what is shown: nothing more is asked of the server. */
export function useDownload(): (rows: readonly OverviewRow[]) => void {
  const t = useTranslations('overview');
  const status = useTranslations('home.allianceStatus');
  const head = [
    t('column.patient'),
    t('plan'),
    t('column.status'),
    ...lackColumns.map((column) => t(`column.${column}`)),
    t('column.changed'),
    t('column.review'),
  ];
  const lineOf = (row: OverviewRow): readonly string[] => [
    row.patientName,
    row.planTitle,
    status(row.status),
    ...lackColumns.map((column) => lacksOf(row)[column].join('; ')),
    row.changedAt ?? '',
    row.reviewBy,
  ];
  return (rows) => save(toCsv([head, ...rows.map(lineOf)]), t('file'));
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
