import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { useDocumentTitle } from '../ui/use-document-title.ts';

import styles from './sign-in-page.module.css';

/** What every screen before the sign-in stands in: the product, what is asked, and why. */
export function EntranceFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('signIn');
  useDocumentTitle(t('titleOf', { title }));
  return (
    <div className={styles['page']}>
      <main className={styles['main']}>
        <p className={styles['product']}>
          <img src="/icon.svg" alt="" width="40" height="40" /> {t('product')}
        </p>
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={styles['lead']}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
