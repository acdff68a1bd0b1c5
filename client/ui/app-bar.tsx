import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import styles from './app-bar.module.css';

/** The bar at the top of every screen: home, where I am, what is said about it, and who I am. */
export function AppBar({
  title,
  children,
  menu,
}: {
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly menu?: ReactNode;
}): JSX.Element {
  const t = useTranslations('common');
  return (
    <header className={styles['bar']} data-region="bar">
      <Link className={styles['home']} to="/" aria-label={t('home')}>
        <img src="/icon.svg" alt="" width="26" height="26" />
        <span className={styles['name']}>{t('product')}</span>
      </Link>
      <div className={styles['title']}>{title}</div>
      <div className={styles['status']}>{children}</div>
      {menu}
    </header>
  );
}
