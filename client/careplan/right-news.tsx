import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
import { Notice } from '../ui/notice.tsx';
import { type RightNews } from './use-right-news.ts';

import styles from './plan-notices.module.css';

/** At a section: that I may do more or less here than a moment ago, and what is safe. */
export function SectionRightNews({
  section,
  news,
  onRead,
}: {
  readonly section: SectionView;
  readonly news: 'more' | 'less' | undefined;
  readonly onRead: () => void;
}): JSX.Element {
  const t = useTranslations('rightNews');
  const format = useFormatter();
  const owners = format.list(section.owners.map(({ title }) => title));
  const hasOwners = owners === '' ? 'no' : 'yes';
  return (
    <KeepsTextInPlace what={`${news} ${section.access}`}>
      {news === undefined ? null : (
        <Notice tone={news === 'more' ? 'info' : 'warn'} actions={<Read onRead={onRead} />}>
          {t(`${news}.${section.access}`, { hasOwners, owners })}
        </Notice>
      )}
    </KeepsTextInPlace>
  );
}

/** For the whole page: sections that came or went by a change of my rights, and an alliance that rests. */
export function PlanRightNews({
  news: { gone, come },
  isSuspended,
  onRead,
}: {
  readonly news: RightNews;
  readonly isSuspended: boolean;
  readonly onRead: () => void;
}): JSX.Element {
  const t = useTranslations('rightNews');
  const format = useFormatter();
  return (
    <KeepsTextInPlace what={[gone.join(), come.join(), isSuspended].join(' ')}>
      {gone.length + come.length === 0 && !isSuspended ? null : (
        <div className={styles['notices']}>
          {isSuspended ? <Notice tone="warn">{t('suspended')}</Notice> : null}
          {gone.length === 0 ? null : (
            <Notice tone="warn" actions={<Read onRead={onRead} />}>
              {t('gone', { sections: format.list(gone), count: gone.length })}
            </Notice>
          )}
          {come.length === 0 ? null : (
            <Notice tone="info" actions={<Read onRead={onRead} />}>
              {t('come', { sections: format.list(come), count: come.length })}
            </Notice>
          )}
        </div>
      )}
    </KeepsTextInPlace>
  );
}

function Read({ onRead }: { readonly onRead: () => void }): JSX.Element {
  const t = useTranslations('rightNews');
  return (
    <Button size="compact-sm" variant="default" onClick={onRead}>
      {t('read')}
    </Button>
  );
}
