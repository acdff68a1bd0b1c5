import { includesComment } from '@alliance/shared/access/section-right';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionSync } from '../sync/section-sync.ts';
import { DisciplineBadge, disciplineCode } from '../ui/discipline-badge.tsx';
import { AccessChip, shownAccess } from './access-chip.tsx';
import { BlockedTyping } from './blocked-typing.tsx';
import { EditorHint } from './editor-hint.tsx';
import { EmergencyBanner } from './emergency/emergency-banner.tsx';
import { SectionMenu } from './emergency/section-menu.tsx';
import { HintLine } from './hint-line.tsx';
import { type OfferedWords } from './plan-slots.ts';
import { SectionRightNews } from './right-news.tsx';
import { useSectionState } from './section-state.ts';
import { SectionText } from './section-text.tsx';
import { SectionTrouble } from './section-trouble.tsx';
import { useSlots } from './slots-context.ts';
import { useSectionHint } from './use-section-hint.ts';

import styles from './section-article.module.css';

/** What a section of the plan page is made of. */
export interface SectionArticleProps {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly sync: SectionSync | undefined;
  /** Told when the caret comes or goes, for presence and for the address. */
  readonly onFocusChange: (isFocused: boolean) => void;
  /** Me. */
  readonly personId: string;
  /** What was changed in my right here while I looked. */
  readonly rightNews?: 'more' | 'less' | undefined;
  readonly onRightNewsRead: () => void;
  readonly children?: React.ReactNode;
}

/** One section: who answers for it, what I may do, and its text, readable before any editor is there (PG2). */
export function SectionArticle(props: SectionArticleProps): JSX.Element {
  const { plan, section, sync, onFocusChange, children } = props;
  const state = useSectionState(sync);
  const { hint, show, dismiss, section: element } = useSectionHint();
  const headingId = `heading-${section.key}`;
  const slots = useSlots();
  const typed = (text: string | undefined): boolean => {
    // The server has taken the right away, and the page has not heard yet what is left of it.
    if (state.readOnly === true && section.access === 'edit' && sync && text) {
      sync.typed(text);
      sync.keepTyped();
      return true;
    }
    if (text && sync?.goOn(text) === true) return true;
    const isTaken =
      text !== undefined && canComment(section) && slots?.onTyped({ section, text }) === true;
    // The space bar scrolls the page for someone who reads.
    if (!isTaken && text !== ' ') show('blocked');
    return isTaken;
  };
  const offer =
    slots === undefined || !includesComment(section.access)
      ? undefined
      : (words: Omit<OfferedWords, 'section'>) => slots.onOffer({ section, ...words });
  return (
    <article
      ref={element}
      id={section.key}
      className={styles['section']}
      data-slots={slots === undefined ? undefined : ''}
      aria-labelledby={headingId}
      data-discipline={disciplineCode(section.owners[0]?.disciplineKey ?? '')}
    >
      <SectionHead plan={plan} section={section} headingId={headingId} />
      <SectionRightNews section={section} news={props.rightNews} onRead={props.onRightNewsRead} />
      <EmergencyBanner plan={plan} section={section} personId={props.personId} />
      <SectionTrouble
        state={state}
        sync={sync}
        {...(offer === undefined ? {} : { onOffer: offer })}
      />
      <HintLine hint={hint}>
        {hint === undefined ? null : hint.kind === 'blocked' ? (
          <BlockedTyping plan={plan} section={section} onDismiss={dismiss} />
        ) : (
          <EditorHint hint={hint.kind} onDismiss={dismiss} />
        )}
      </HintLine>
      {slots === undefined ? null : <slots.Notices section={section} />}
      <SectionText
        section={section}
        sync={sync}
        state={state}
        onTyped={typed}
        onHint={show}
        onFocusChange={onFocusChange}
      />
      {children}
    </article>
  );
}

function canComment(section: SectionView): boolean {
  const access = shownAccess(section);
  return access !== 'edit' && includesComment(access);
}

function SectionHead({
  plan,
  section,
  headingId,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly headingId: string;
}): JSX.Element {
  const t = useTranslations('section');
  const slots = useSlots();
  return (
    <header className={styles['head']}>
      <h2 id={headingId} tabIndex={-1}>
        {section.heading}
      </h2>
      <div className={styles['tools']}>
        <AccessChip access={shownAccess(section)} />
        {slots === undefined ? null : <slots.SectionTools section={section} />}
      </div>
      <div className={styles['under']}>
        <p className={styles['owners']}>
          {section.owners.length === 0 ? t('noOwners') : null}
          {section.owners.map((owner) => (
            <span key={owner.seatId} className={styles['owner']}>
              <DisciplineBadge discipline={owner.disciplineKey} /> {owner.title}
            </span>
          ))}
        </p>
        <SectionMenu plan={plan} section={section} />
      </div>
    </header>
  );
}
