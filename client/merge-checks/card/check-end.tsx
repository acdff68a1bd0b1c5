import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { type Checking } from '../checking.ts';
import { goToText } from '../text/go-to-text.ts';
import { Ended } from './ended.tsx';
import { type Hindrance, useDecide } from './use-decide.ts';

import styles from './check-card.module.css';

/** The end of a card: the decision for who may edit, for everybody else who can decide; and who did, when it is over. */
export function CheckEnd({
  checking,
  section,
  check,
  isOpen,
  isStanding,
  next,
  onClose,
  onDone,
}: {
  readonly checking: Checking;
  readonly section: SectionView;
  readonly check: MergeCheckView;
  /** Nobody has decided yet. */
  readonly isOpen: boolean;
  /** The place is still in the text. */
  readonly isStanding: boolean;
  /** Another check of the section, or this one again. */
  readonly next: MergeCheckView | undefined;
  readonly onClose: () => void;
  /** It is decided, and there is no other. */
  readonly onDone: () => void;
}): JSX.Element {
  const t = useTranslations('mergeChecks');
  const other = next === undefined || next.id === check.id ? undefined : next;
  const goOn = (): void => (other === undefined ? onDone() : checking.opened.set(other));
  const { decide, isDeciding, hindrance } = useDecide(checking.plan.id, check, goOn);
  return (
    <footer className={styles['end']}>
      {isOpen ? null : <Ended planId={checking.plan.id} check={check} />}
      {isOpen && hindrance !== undefined ? <Hindered hindrance={hindrance} /> : null}
      {isOpen && !check.canDecide ? <WhoDecides checking={checking} section={section} /> : null}
      <div className={styles['actions']}>
        {isOpen && check.canDecide ? (
          <>
            <Button
              size="sm"
              loading={isDeciding}
              onClick={() => decide(isStanding ? 'as-it-stands' : 'gone')}
            >
              {t(isStanding ? 'right' : 'nothingMissing')}
            </Button>
            <Button
              size="sm"
              variant="default"
              onClick={() => goToText(section.key, checking.standing.get().get(check.id)?.[0])}
            >
              {t('edit')}
            </Button>
          </>
        ) : null}
        {other === undefined ? null : (
          <Button size="sm" variant="default" onClick={goOn}>
            {t('next')}
          </Button>
        )}
        {isOpen ? null : (
          <Button size="sm" variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </div>
    </footer>
  );
}

/** Why the decision was not taken, and that nothing is lost. */
function Hindered({ hindrance }: { readonly hindrance: Hindrance }): JSX.Element {
  const t = useTranslations('mergeChecks.hindered');
  return <Notice tone="warn">{t(hindrance)}</Notice>;
}

/** Named seats, because a name alone does not say where to look for somebody (PG3). */
function WhoDecides({
  checking,
  section,
}: {
  readonly checking: Checking;
  readonly section: SectionView;
}): JSX.Element {
  const t = useTranslations('mergeChecks');
  const format = useFormatter();
  const people = section.owners.map(({ seatId, title }) => {
    const name = checking.plan.alliance.seats.find(({ id }) => id === seatId)?.now[0]?.name;
    return name === undefined ? title : t('person', { name, title });
  });
  if (people.length === 0) return <p className={styles['who']}>{t('nobodyDecides')}</p>;
  return (
    <p className={styles['who']}>
      {t('whoDecides', { people: format.list(new Set(people), { type: 'disjunction' }) })}
    </p>
  );
}
