import { type JSX, lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';

import type { LeftTab } from '../sync/kept-tabs.ts';
import { useStore } from '../ui/use-store.ts';
import { pageTabs } from './page-tabs.ts';

// No screen waits for it: whoever has left a plan has this code from there, also without a connection.
const PlanNotices = lazy(async () => {
  const { PlanNotices: component } = await import('./plan-notices.tsx');
  return { default: component };
});

/** On every other screen: what was typed in a plan that was left, and is not saved yet (PG21). */
export function KeptNotices(): JSX.Element | null {
  const t = useTranslations('notices');
  const left = useStore(pageTabs.left, nothing);
  if (left.length === 0) return null;
  return (
    <aside aria-label={t('kept')}>
      <Suspense fallback={null}>
        {left.map(({ person, tab }) => (
          <PlanNotices key={person} tab={tab} />
        ))}
      </Suspense>
    </aside>
  );
}

const nothing: readonly LeftTab[] = [];
