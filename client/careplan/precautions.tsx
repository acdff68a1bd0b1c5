import { type Precaution } from '@alliance/shared/careplan/now';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { WordsWithPlaces } from '../ui/words-with-places.tsx';
import { type SectionRows } from './now-panel.tsx';

import styles from './precautions.module.css';

/** What must not be forgotten, each with the section that says so. */
export function Precautions({ rows }: { readonly rows: readonly SectionRows[] }): JSX.Element {
  const t = useTranslations('now');
  const inText = rows.flatMap(({ now, ...where }) =>
    now.precautions.map((precaution) => ({ ...where, ...precaution })),
  );
  const more = rows.flatMap(({ more: { precautions }, ...where }) =>
    precautions.map((precaution) => ({ ...where, ...precaution })),
  );
  if (inText.length + more.length === 0)
    return <p className={styles['empty']}>{t('noPrecautions')}</p>;
  if (inText.length === 0) return <Warnings all={more} />;
  return (
    <>
      <Warnings all={inText} />
      {more.length === 0 ? null : (
        <details className={styles['others']}>
          <summary>{t('morePrecautions', { count: more.length })}</summary>
          <Warnings all={more} />
        </details>
      )}
    </>
  );
}

type Warning = Precaution & Pick<SectionRows, 'key' | 'heading'>;

function Warnings({ all }: { readonly all: readonly Warning[] }): JSX.Element {
  const { planId = '' } = useParams({ strict: false });
  return (
    <ul className={styles['list']}>
      {all.map((precaution, index) => (
        <li key={precaution.blockId ?? index}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>
            <WordsWithPlaces words={precaution.text} />{' '}
            <Link
              className={styles['where']}
              to="/plans/$planId/$sectionKey"
              params={{ planId, sectionKey: precaution.key }}
              resetScroll={false}
            >
              {precaution.heading}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
