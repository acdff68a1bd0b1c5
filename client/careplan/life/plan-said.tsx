import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { createSource } from '../../sync/store.ts';
import { useStore } from '../../ui/use-store.ts';

import styles from './plan-said.module.css';

/** One sentence about what has just become of the plan. */
export interface SaidOfPlan {
  readonly words: string;
  /** Something was not done. */
  readonly isTrouble?: true;
  /** What can be done about it; it then stays until somebody puts it away. */
  readonly ways?: readonly { readonly label: string; readonly run: () => void }[];
}

/** How long a sentence stays that asks for nothing. */
const shownMs = 7_000;

const said = createSource<SaidOfPlan | undefined>(undefined);

/** Says at the lower edge of the window, aloud too, what has just become of the plan. */
export function sayOfPlan(sentence: SaidOfPlan | undefined): void {
  said.set(sentence);
}

/** Where it is said. No text moves for it. */
export function PlanSaid(): JSX.Element {
  const t = useTranslations('planLife');
  const sentence = useStore(said, undefined);
  useEffect(() => {
    if (sentence === undefined || sentence.ways !== undefined || sentence.isTrouble === true)
      return undefined;
    const timer = setTimeout(() => said.set(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [sentence]);
  useEffect(() => () => said.set(undefined), []);
  const Icon = sentence?.isTrouble === true ? IconAlertTriangle : IconCheck;
  return (
    <div role="status" className={styles['place']} data-testid="plan-said">
      {sentence === undefined ? null : (
        <div className={styles['said']} data-trouble={sentence.isTrouble === true ? '' : undefined}>
          <Icon size={18} aria-hidden="true" />
          <p>{sentence.words}</p>
          {sentence.ways?.map(({ label, run }) => (
            <Button
              key={label}
              size="compact-sm"
              variant="default"
              onClick={() => {
                said.set(undefined);
                run();
              }}
            >
              {label}
            </Button>
          ))}
          <button type="button" aria-label={t('putAway')} onClick={() => said.set(undefined)}>
            <IconX size={16} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
