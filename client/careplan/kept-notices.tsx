import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { LeftTab } from '../sync/kept-tabs.ts';
import { useStore } from '../ui/use-store.ts';
import { pageTabs } from './page-tabs.ts';
import { PlanNotices } from './plan-notices.tsx';

/** On every other screen: what was typed in a plan that was left, and is not saved yet (PG21). */
export function KeptNotices(): JSX.Element | null {
  const t = useTranslations('notices');
  const left = useStore(pageTabs.left, nothing);
  if (left.length === 0) return null;
  return (
    <aside aria-label={t('kept')}>
      {left.map(({ person, tab }) => (
        <PlanNotices key={person} tab={tab} />
      ))}
    </aside>
  );
}

const nothing: readonly LeftTab[] = [];
