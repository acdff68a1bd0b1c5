import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { IconX } from '@tabler/icons-react';
import { type JSX, type MouseEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Checking, checksIn } from '../checking.ts';
import { showPlace } from '../text/show-place.ts';
import { headingOf } from '../text/standing-places.ts';
import { CheckEnd } from './check-end.tsx';
import { CheckTexts } from './check-texts.tsx';
import { keepRoomFor, liesOverText } from './keep-room.ts';

import styles from './check-card.module.css';

/**
 * One merge check, over the lower part of the window while its place stands above: what each wrote, and the decision. It
 * is no modal dialog, because whoever decides puts the text right first.
 */
export function CheckCard({
  checking,
  section,
  check: opened,
  onClose,
  onDone,
}: {
  readonly checking: Checking;
  readonly section: SectionView;
  /** The check as it was opened. */
  readonly check: MergeCheckView;
  readonly onClose: () => void;
  /** The last check of the section is decided. */
  readonly onDone: () => void;
}): JSX.Element {
  const t = useTranslations('mergeChecks');
  const checks = checksIn(checking, section.documentId);
  const index = checks.findIndex(({ id }) => id === opened.id);
  const check = checks[index] ?? opened;
  const standing = useStore(checking.standing, checking.standing.get()).get(check.id);
  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  // Before it is seen: the place is brought above it, and the keyboard into it.
  useLayoutEffect(() => {
    if (card.current === null) return undefined;
    const leave = keepRoomFor(card.current);
    heading.current?.focus({ preventScroll: true });
    const place = checking.standing.get().get(opened.id)?.[0] ?? headingOf(section.key);
    if (liesOverText(card.current)) showPlace(place, card.current);
    else card.current.scrollIntoView();
    return leave;
  }, [checking.standing, opened.id, section]);
  const isOpen = index !== -1;
  const lead = standing === undefined ? 'leadGone' : check.canDecide ? 'lead' : 'leadReader';
  // Somebody else's decision takes the buttons away: the keyboard stays in the card.
  useEffect(() => {
    if (!isOpen && document.activeElement === document.body) heading.current?.focus();
  }, [isOpen]);
  return (
    // What is in it hears its own keys; the card only closes with Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={card}
      className={styles['card']}
      aria-labelledby={headingId}
      data-region="merge-check"
      data-merge-check=""
      data-testid="merge-check-card"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      onMouseDown={keepCaretInText}
    >
      <header className={styles['head']}>
        <h3 ref={heading} id={headingId} tabIndex={-1}>
          {t(`title.${check.kind}`)}
        </h3>
        <span className={styles['where']}>
          {!isOpen || checks.length === 1
            ? section.heading
            : t('place', { heading: section.heading, number: index + 1, count: checks.length })}
        </span>
        <button type="button" className={styles['close']} aria-label={t('close')} onClick={onClose}>
          <IconX size={18} aria-hidden="true" />
        </button>
      </header>
      <div className={styles['body']}>
        <p>{t(lead)}</p>
        <CheckTexts check={check} />
      </div>
      <CheckEnd
        checking={checking}
        section={section}
        check={check}
        isOpen={isOpen}
        isStanding={standing !== undefined}
        next={checks[(index + 1) % checks.length]}
        onClose={onClose}
        onDone={onDone}
      />
    </section>
  );
}

/** On a phone the card grows when the caret leaves the text: a button that is pressed must not move away under the finger. */
function keepCaretInText(event: MouseEvent): void {
  const isWriting = document.activeElement?.closest('.ProseMirror') !== null;
  const isOnButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (isWriting && isOnButton) event.preventDefault();
}
