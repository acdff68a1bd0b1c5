import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { type JSX, useId, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { type Stretch, differingWords } from '../text/differing-words.ts';

import styles from './check-texts.module.css';

type Version = MergeCheckView['versions'][number];

/** What each person wrote, side by side; on a phone one below the other. Who may decide can copy what is missing. */
export function CheckTexts({ check }: { readonly check: MergeCheckView }): JSX.Element {
  const t = useTranslations('mergeChecks');
  const { versions, canDecide } = check;
  const stretches = useMemo(
    () =>
      versions.map(({ text }, index) =>
        differingWords(
          text,
          versions.filter((_version, other) => other !== index).map((other) => other.text),
        ),
      ),
    [versions],
  );
  const isSame = stretches.every((each) => each.every(({ differs }) => !differs));
  return (
    <>
      <ul className={styles['texts']}>
        {versions.map((version, index) => (
          <li key={version.seq}>
            <OneText version={version} stretches={stretches[index] ?? []} canCopy={canDecide} />
          </li>
        ))}
      </ul>
      <p className={styles['legend']}>{isSame ? t('same') : t('legend')}</p>
    </>
  );
}

function OneText({
  version,
  stretches,
  canCopy,
}: {
  readonly version: Version;
  readonly stretches: readonly Stretch[];
  readonly canCopy: boolean;
}): JSX.Element {
  const t = useTranslations('mergeChecks');
  const moment = useMoment();
  const nameId = useId();
  return (
    <article className={styles['text']} aria-labelledby={nameId}>
      <header>
        <h4 id={nameId}>
          {version.name} <DisciplineBadge discipline={version.disciplineKey} />
        </h4>
        <time dateTime={version.committedAt}>{moment(version.committedAt)}</time>
        {canCopy && version.text !== '' ? (
          <CopyButton size="compact-sm" read={() => version.text} />
        ) : null}
      </header>
      {version.text.trim() === '' ? (
        <p className={styles['nothing']}>{t('nothingLeft')}</p>
      ) : (
        <p className={styles['words']}>
          {stretches.map((stretch, index) => (
            <Words
              // The stretches of a text never change; there is no other name for one.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              stretch={stretch}
            />
          ))}
        </p>
      )}
    </article>
  );
}

/** Words that another text has not are underlined and bold, and said to be so. */
function Words({ stretch: { text, differs } }: { readonly stretch: Stretch }): JSX.Element {
  const t = useTranslations('mergeChecks');
  if (!differs) return <>{text}</>;
  const words = text.trimEnd();
  return (
    <>
      <mark>
        <span className={styles['said']}>{t('differs')} </span>
        {words}
      </mark>
      {text.slice(words.length)}
    </>
  );
}
