import { type JSX, type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { revealEvent } from '../../ui/reveal.ts';

import styles from './retired-sections.module.css';

/** At the end of the plan, folded: what was taken out of it. What is gone to opens it. */
export function RetiredSections({
  count,
  isGoneTo,
  children,
}: {
  readonly count: number;
  /** The address names one of them. */
  readonly isGoneTo: boolean;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('planLife.retired');
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const { current } = fold;
    const open = (): void => current?.setAttribute('open', '');
    if (isGoneTo) open();
    current?.addEventListener(revealEvent, open);
    return () => current?.removeEventListener(revealEvent, open);
  }, [isGoneTo]);
  return (
    <details ref={fold} className={styles['retired']}>
      <summary>{t('count', { count })}</summary>
      {children}
    </details>
  );
}
