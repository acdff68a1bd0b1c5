import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './written-about.module.css';

/** The words that a thread was written about, where others stand now: nobody shall read it as about those (AN4). */
export function WrittenAbout({
  subject,
}: {
  readonly subject: ThreadView['subject'];
}): JSX.Element | null {
  const t = useTranslations('rail');
  if (subject.on !== 'text') return null;
  return (
    <figure className={styles['about']}>
      <figcaption>{t('writtenAbout')}</figcaption>
      <blockquote>{subject.quote}</blockquote>
    </figure>
  );
}
