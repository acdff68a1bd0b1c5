import { nowRowsOf } from '@alliance/shared/careplan/now';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { IconPhone } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { Store } from '../sync/store.ts';
import { useStore } from '../ui/use-store.ts';

import styles from './patient-page.module.css';

/** What to do if something happens: what I see, tell a nurse, and who is then called (PP4). What staff do at once, and their pagers, are not for the patient. */
export function WhatToDo({
  plan,
  contents,
}: {
  readonly plan: PlanView;
  readonly contents: Store<ReadonlyMap<string, SectionJson>>;
}): JSX.Element {
  const t = useTranslations('patient');
  const live = useStore(contents, contents.get());
  const rows = plan.sections.flatMap(({ key, documentId, now }) => {
    const content = live.get(documentId);
    return (content === undefined ? now : nowRowsOf(key, content)).calls;
  });
  return (
    <section className={styles['card']} aria-labelledby="what-to-do-heading">
      <h2 id="what-to-do-heading">{t('whatToDo')}</h2>
      {rows.length === 0 ? (
        <p>{t('noRows')}</p>
      ) : (
        <>
          <p>{t('tellNurse')}</p>
          <ul className={styles['steps']}>
            {rows.map(({ when, call, blockId }) => (
              <li key={blockId ?? when}>
                <h3>{when}</h3>
                {call === undefined ? null : (
                  <p className={styles['call']}>
                    <IconPhone size={20} aria-hidden="true" /> {withoutPager(call)}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Whom to call, without the ways that only staff have. */
function withoutPager(call: string): string {
  return call
    .split(',')
    .filter((part) => !/^\s*pager\b/i.test(part))
    .join(',');
}
