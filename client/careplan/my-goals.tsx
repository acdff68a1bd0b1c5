import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { quotesOf } from '@alliance/shared/careplan/quotes';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { Store } from '../sync/store.ts';
import { useStore } from '../ui/use-store.ts';

import styles from './patient-page.module.css';

/** The goals in plain words: the quotes that the disciplines have written into their sections (PP3). */
export function MyGoals({
  plan,
  contents,
  patientName,
}: {
  readonly plan: PlanView;
  /** For the family: whose goals they are. */
  readonly patientName?: string;
  readonly contents: Store<ReadonlyMap<string, SectionJson>>;
}): JSX.Element {
  const t = useTranslations('patient');
  const live = useStore(contents, contents.get());
  const goals = plan.sections.flatMap(({ key, heading, documentId, quotes }) => {
    const content = live.get(documentId);
    const said = content === undefined ? quotes : quotesOf(content);
    return key === 'what-matters' ? [] : said.map((text) => ({ text, heading }));
  });
  return (
    <section className={styles['card']} aria-labelledby="goals-heading">
      <h2 id="goals-heading">
        {patientName === undefined ? t('goals') : t('goalsTo', { name: patientName })}
      </h2>
      {goals.length === 0 ? (
        <p>{t('noGoals')}</p>
      ) : (
        <ul className={styles['goals']}>
          {goals.map(({ text, heading }) => (
            <li key={`${heading} ${text}`}>
              <p>{text}</p>
              <p className={styles['hint']}>{heading}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
