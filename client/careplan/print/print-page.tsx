import { leftOutAtBedside } from '@alliance/shared/careplan/print/print-bedside';
import { printSheet } from '@alliance/shared/careplan/print/print-sheet';
import {
  type PrintSheet,
  type PrintSource,
  printSheets,
} from '@alliance/shared/careplan/print/print-source';
import { instantInWords } from '@alliance/shared/careplan/print/print-times';
import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { printQuery } from './print-query.ts';
import { savePdf } from './save-pdf.ts';
import { useSheetStyle } from './use-sheet-style.ts';

import styles from './print-page.module.css';

/** A plan as it comes out on paper: the whole of it, or the page for the bedside. Only the paper itself is printed. */
export function PrintPage({
  planId,
  sheet,
  menu,
}: {
  readonly planId: string;
  readonly sheet: PrintSheet;
  readonly menu: ReactNode;
}): JSX.Element {
  const t = useTranslations('print');
  useDocumentTitle(t('documentTitle'));
  useSheetStyle();
  const { data, error, refetch } = useQuery(printQuery(planId));
  const title = data === undefined ? t('title') : t('titleOf', { plan: data.plan.title });
  return (
    <div className={styles['page']}>
      <AppBar title={<h1>{title}</h1>} menu={menu} />
      <main className={styles['main']}>
        <p className={styles['back']}>
          <Link to="/plans/$planId" params={{ planId }}>
            {t('back')}
          </Link>
        </p>
        {data === undefined ? (
          error === null ? (
            <Skeleton heights={[48, 480]} />
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            <Tools planId={planId} sheet={sheet} source={data} />
            <Paper sheet={sheet} source={data} />
          </>
        )}
      </main>
    </div>
  );
}

interface Shown {
  readonly sheet: PrintSheet;
  readonly source: PrintSource;
}

function Tools({ planId, sheet, source }: Shown & { readonly planId: string }): JSX.Element {
  const t = useTranslations('print');
  const pdf = useAttempt((wanted: PrintSheet) => savePdf(planId, wanted, t(`file.${wanted}`)));
  return (
    <div className={styles['tools']}>
      <nav className={styles['sheets']} aria-label={t('which')}>
        {printSheets.map((each) => (
          <Link
            key={each}
            to="/plans/$planId/print"
            params={{ planId }}
            search={{ sheet: each }}
            replace
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'aria-current': each === sheet ? 'page' : undefined }}
            data-chosen={each === sheet ? '' : undefined}
          >
            {t(`sheet.${each}`)}
          </Link>
        ))}
      </nav>
      <div className={styles['buttons']}>
        <Button
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
          loading={pdf.isBusy}
          onClick={() => pdf.attempt(sheet)}
        >
          {t('save')}
        </Button>
      </div>
      <RefusalWords error={pdf.error} />
      <p role="status" className={styles['said']}>
        {pdf.isBusy ? t('saving') : pdf.answer === true ? t('saved') : ''}
      </p>
      <p className={styles['said']}>{t('asSaved', { time: instantInWords(source.at, source) })}</p>
      {sheet === 'bedside' ? <LeftOut source={source} /> : null}
    </div>
  );
}

function LeftOut({ source }: { readonly source: PrintSource }): JSX.Element | null {
  const t = useTranslations('print');
  const sections = leftOutAtBedside(source);
  if (sections.length === 0) return null;
  return <Notice tone="info">{t('leftOut', { sections: sections.join(', ') })}</Notice>;
}

function Paper({ sheet, source }: Shown): JSX.Element {
  const t = useTranslations('print');
  const html = useMemo(() => printSheet(sheet, source), [sheet, source]);
  return (
    <section
      className={styles['paper']}
      aria-label={t('preview')}
      // The renderer escapes everything; it is the only maker of this HTML.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
