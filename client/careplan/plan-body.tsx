import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type PresentPerson } from '@alliance/shared/sync/channel';
import { useNavigate } from '@tanstack/react-router';
import {
  type JSX,
  memo,
  useCallback,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';

import type { Tab } from '../sync/tab.ts';
import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
import { revealEvent } from '../ui/reveal.ts';
import { FilterNotice } from './filter/filter-notice.tsx';
import { useFiltering } from './filter/filtering-context.ts';
import { LazyCards } from './item/lazy-cards.tsx';
import { PlanSaid } from './life/plan-said.tsx';
import { RetiredSections } from './life/retired-sections.tsx';
import { SectionDialogs } from './life/section-dialogs.tsx';
import { sectionsInPlan } from './life/section-order.ts';
import { useArrangeKeys } from './life/use-arrange-keys.ts';
import { useMoveSection } from './life/use-move-section.ts';
import { NowPanel } from './now-panel.tsx';
import { Outline } from './outline.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { usePlanCommands } from './plan-commands.tsx';
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

/** The page under the banner: outline, Now panel, and every section in reading order. Drawn anew only when something of it changes. */
export const PlanBody = memo(PlanParts);

function PlanParts({
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
  const texts = useRef<HTMLElement>(null);
  const [focusedKey, setFocusedKey] = useState<string>();
  const { filter, choose, aside, reveal } = useFiltering();
  const { step } = useMoveSection(plan);
  const present = useMemo(() => ({ ...plan, sections: sectionsInPlan(plan.sections) }), [plan]);
  const retired = plan.sections.filter((section) => section.retired !== undefined);
  const keys = useMemo(
    () => present.sections.map(({ key }) => key).filter((key) => !aside.has(key)),
    [present, aside],
  );
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
  useArrangeKeys(step);
  usePlanCommands(plan, people, go);
  useRevealing(texts, reveal);
  const focus = (key: string, documentId: string, isFocused: boolean): void => {
    setFocusedKey(isFocused ? key : undefined);
    tab?.focusSection(isFocused ? documentId : null);
  };
  const currentKey = focusedKey ?? sectionKey;
  const isEditing = plan.sections.some(
    ({ key, access }) => key === focusedKey && access === 'edit',
  );
  const articleOf = (section: SectionView): JSX.Element => (
    <SectionArticle
      // Not the document: where its text is replaced, the page stays where it is.
      key={section.key}
      plan={plan}
      section={section}
      sync={syncs.get(section.documentId)}
      syncs={syncs}
      personId={person.id}
      rightNews={news.changed.get(section.key)}
      onRightNewsRead={() => news.forgetSection(section.key)}
      isAside={aside.has(section.key) && section.retired === undefined}
      onShow={() => reveal(section.key)}
      onStep={step}
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
        <NowPanel plan={present} personId={person.id} contents={contents} />
        <ShiftNotes plan={plan} personId={person.id} />
        <div className={slots === undefined ? undefined : styles['work']}>
          <section
            ref={texts}
            id="plan"
            className={styles['plan']}
            aria-label={t('sections')}
            data-region="plan"
            tabIndex={-1}
          >
            {plan.sections.some(({ access }) => access === 'edit') ? (
              <PlanToolbar isEditing={isEditing} />
            ) : null}
            <FilterNotice
              filter={filter}
              shown={keys.length}
              count={present.sections.length}
              onChoose={choose}
            />
            {plan.sections.length === 0 ? (
              <p className={styles['empty']}>{t('noSections')}</p>
            ) : null}
            <KeepsTextInPlace what={present.sections.map(({ key }) => key).join(' ')}>
              {present.sections.map(articleOf)}
              {retired.length === 0 ? null : (
                <RetiredSections
                  count={retired.length}
                  isGoneTo={retired.some(({ key }) => key === sectionKey)}
                >
                  {retired.map(articleOf)}
                </RetiredSections>
              )}
            </KeepsTextInPlace>
            <LazyCards root={texts} />
          </section>
          {slots === undefined ? null : <slots.Rail />}
        </div>
      </main>
      <SectionDialogs plan={plan} />
      <PlanSaid />
      <PhoneBar plan={plan} people={people} currentKey={currentKey} />
    </div>
  );
}

/** The element that holds the sections: what is asked for in one that was put aside shows it, at once. */
function useRevealing(
  texts: RefObject<HTMLElement | null>,
  onReveal: (sectionKey: string) => void,
): void {
  useEffect(() => {
    const { current } = texts;
    const show = ({ target }: Event): void => {
      const section = target instanceof Element ? target.closest('article') : null;
      if (section?.dataset['aside'] === undefined) return;
      // Whoever asked measures next: the page follows with the same.
      delete section.dataset['aside'];
      section.querySelector(':scope > .prose')?.removeAttribute('hidden');
      onReveal(section.id);
    };
    current?.addEventListener(revealEvent, show);
    return () => current?.removeEventListener(revealEvent, show);
  }, [texts, onReveal]);
}

/** Whether the demonstration's simulated colleague has its caret in the section. */
function isColleagueIn(people: readonly PresentPerson[], documentId: string): boolean {
  return people.some(
    ({ isSimulated, documentIds }) => isSimulated && documentIds.includes(documentId),
  );
}
