import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/use-store.ts';
import { CheckCard } from './card/check-card.tsx';
import { type Checking, checksIn } from './checking.ts';
import { headingOf } from './text/standing-places.ts';

import styles from './section-notice.module.css';

/** Above the text of a section: that places in it wait to be checked, and the card of the one that is open (MC10). The text does not move when it comes or goes. */
export function SectionNotice({
  checking,
  section,
}: {
  readonly checking: Checking;
  readonly section: SectionView;
}): JSX.Element {
  const checks = checksIn(checking, section.documentId);
  const opened = useStore(checking.opened, undefined);
  const isHere = opened?.documentId === section.documentId;
  const buttonId = useId();
  // Whoever closes has the keyboard where they opened it; after the last one, at the heading of the section.
  const leave = (back: HTMLElement | null): void => {
    checking.opened.set(undefined);
    (back ?? headingOf(section.key))?.focus({ preventScroll: true });
  };
  const close = (): void => leave(document.getElementById(buttonId));
  return (
    <KeepsTextInPlace what={checks.length}>
      {checks.length === 0 ? null : (
        <SectionLine
          buttonId={buttonId}
          count={checks.length}
          isOpen={isHere}
          onPress={() => (isHere ? close() : checking.opened.set(checks[0]))}
        />
      )}
      {isHere ? (
        <CheckCard
          key={opened.id}
          checking={checking}
          section={section}
          check={opened}
          onClose={close}
          onDone={() => leave(null)}
        />
      ) : null}
    </KeepsTextInPlace>
  );
}

function SectionLine({
  buttonId,
  count,
  isOpen,
  onPress,
}: {
  readonly buttonId: string;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  const t = useTranslations('mergeChecks');
  return (
    <div className={styles['line']} data-merge-check="" data-testid="merge-check-notice">
      <Notice
        tone="info"
        isAnnounced={false}
        actions={
          <Button
            id={buttonId}
            size="compact-sm"
            variant="default"
            aria-expanded={isOpen}
            onClick={onPress}
          >
            {isOpen ? t('close') : t('look', { count })}
          </Button>
        }
      >
        {t('notice', { count })}
      </Notice>
    </div>
  );
}
