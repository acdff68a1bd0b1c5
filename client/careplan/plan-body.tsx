import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { Tab } from '../sync/tab.ts';
import { NowPanel } from './now-panel.tsx';
import { Outline } from './outline.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { PlanToolbar } from './plan-toolbar.tsx';
import { useSectionKeys } from './region-keys.ts';
import { PlanRightNews } from './right-news.tsx';
import { SectionArticle } from './section-article.tsx';
import { ShiftNotes } from './shift/shift-notes.tsx';
import { SimulatedColleague } from './simulated-colleague.tsx';
import { useSlots } from './slots-context.ts';
import { useArrival } from './use-arrival.ts';
import { useRightNews } from './use-right-news.ts';
import { type SectionSyncs, useContents } from './use-tab.ts';

import styles from './plan-page.module.css';

/** The page under the banner: outline, Now panel, and every section in reading order. */
export function PlanBody({
  plan,
  tab,
  syncs,
  people,
  person,
  sectionKey,
  isDemo,
}: {
  readonly plan: PlanView;
  /** Me. */
  readonly person: Person;
  readonly tab: Tab | undefined;
  readonly syncs: SectionSyncs;
  readonly people: readonly PresentPerson[];
  readonly sectionKey?: string | undefined;
  readonly isDemo: boolean;
}): JSX.Element {
  const t = useTranslations('plan');
  const navigate = useNavigate();
  const contents = useContents(syncs);
  const slots = useSlots();
  const news = useRightNews(plan);
  const [focusedKey, setFocusedKey] = useState<string>();
  const keys = useMemo(() => plan.sections.map(({ key }) => key), [plan.sections]);
  const go = useCallback(
    (key: string) =>
      void navigate({
        to: '/plans/$planId/$sectionKey',
        params: { planId: plan.id, sectionKey: key },
        resetScroll: false,
      }),
    [navigate, plan.id],
  );
  useSectionKeys(keys, go);
  useArrival(sectionKey);
  const focus = (key: string, documentId: string, isFocused: boolean): void => {
    setFocusedKey(isFocused ? key : undefined);
    tab?.focusSection(isFocused ? documentId : null);
  };
  const currentKey = focusedKey ?? sectionKey;
  const isEditing = plan.sections.some(
    ({ key, access }) => key === focusedKey && access === 'edit',
  );
  return (
    <div className={styles['body']}>
      <div className={styles['side']}>
        <Outline plan={plan} people={people} currentKey={currentKey} />
      </div>
      <main className={styles['main']}>
        <PlanRightNews
          news={news}
          isSuspended={plan.alliance.status === 'suspended'}
          onRead={news.forgetPlan}
        />
        <NowPanel plan={plan} personId={person.id} contents={contents} />
        <ShiftNotes plan={plan} personId={person.id} />
        <div className={slots === undefined ? undefined : styles['work']}>
          <section
            id="plan"
            className={styles['plan']}
            aria-label={t('sections')}
            data-region="plan"
            tabIndex={-1}
          >
            {plan.sections.some(({ access }) => access === 'edit') ? (
              <PlanToolbar isEditing={isEditing} />
            ) : null}
            {plan.sections.length === 0 ? (
              <p className={styles['empty']}>{t('noSections')}</p>
            ) : null}
            {plan.sections.map((section) => (
              <SectionArticle
                // Not the document: where its text is replaced, the page stays where it is.
                key={section.key}
                plan={plan}
                section={section}
                sync={syncs.get(section.documentId)}
                personId={person.id}
                rightNews={news.changed.get(section.key)}
                onRightNewsRead={() => news.forgetSection(section.key)}
                onFocusChange={(isFocused) => focus(section.key, section.documentId, isFocused)}
              >
                {isDemo && section.takesColleague === true ? (
                  <SimulatedColleague
                    planId={plan.id}
                    sectionKey={section.key}
                    isTyping={isColleagueIn(people, section.documentId)}
                  />
                ) : null}
              </SectionArticle>
            ))}
          </section>
          {slots === undefined ? null : <slots.Rail />}
        </div>
      </main>
      <PhoneBar plan={plan} people={people} currentKey={currentKey} />
    </div>
  );
}

/** Whether the demonstration's simulated colleague has its caret in the section. */
function isColleagueIn(people: readonly PresentPerson[], documentId: string): boolean {
  return people.some(
    ({ isSimulated, documentIds }) => isSimulated && documentIds.includes(documentId),
  );
}
