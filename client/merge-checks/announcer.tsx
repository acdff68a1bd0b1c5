import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { type JSX, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import styles from './announcer.module.css';

/** Where it is read out, politely, that something waits or is settled. */
export function Announcer({ words }: { readonly words: string }): JSX.Element {
  return (
    <div className={styles['said']} aria-live="polite" data-testid="merge-check-said">
      {words}
    </div>
  );
}

/** What is to be read out: the check that came or went last, after the first answer. */
export function useAnnouncements(
  plan: PlanView,
  checks: readonly MergeCheckView[] | undefined,
): string {
  const t = useTranslations('mergeChecks.said');
  const [said, setSaid] = useState('');
  // The same words are read again only when they are another text: a space more or less is not heard.
  const say = useCallback(
    (words: string) => setSaid((last) => (last === words ? `${words}\u00A0` : words)),
    [],
  );
  const known = useRef<readonly MergeCheckView[]>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = checks ?? before;
    if (before === undefined || checks === undefined) return;
    const headingOf = ({ documentId }: MergeCheckView): string | undefined =>
      plan.sections.find((section) => section.documentId === documentId)?.heading;
    const [come] = without(checks, before).map(headingOf);
    const [gone] = without(before, checks).map(headingOf);
    if (come !== undefined) say(t('found', { heading: come }));
    else if (gone !== undefined) say(t('settled', { heading: gone }));
  }, [checks, plan.sections, say, t]);
  return said;
}

function without(
  some: readonly MergeCheckView[],
  others: readonly MergeCheckView[],
): readonly MergeCheckView[] {
  return some.filter(({ id }) => !others.some((other) => other.id === id));
}
