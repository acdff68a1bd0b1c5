import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { IconMessagePlus } from '@tabler/icons-react';
import { type JSX, memo } from 'react';
import { useTranslations } from 'use-intl';

import { beginOnSection } from '../begin-comment.ts';
import { type Commenting, mayComment } from '../commenting.ts';
import { intoComposer, rememberPlace } from '../focus.ts';
import { MarginMarkers } from '../text/margin-markers.tsx';

import styles from './section-tools.module.css';

/** The page draws its sections with each key; what stands beside the lines changes with the lines. */
const Markers = memo(MarginMarkers);

/** In the head of a section: comments on the section as a whole. Beside its lines: the threads that stand there. */
export function SectionTools({
  commenting,
  section,
}: {
  readonly commenting: Commenting;
  readonly section: SectionView;
}): JSX.Element {
  const t = useTranslations('rail');
  return (
    <>
      {mayComment(section) ? (
        <button
          type="button"
          className={styles['comment']}
          title={t('onSection')}
          aria-label={t('onSectionNamed', { heading: section.heading })}
          onClick={() => {
            rememberPlace();
            intoComposer(() => beginOnSection(commenting.desk, section));
          }}
        >
          <IconMessagePlus size={16} aria-hidden="true" />
          <span className={styles['word']}>{t('comment')}</span>
        </button>
      ) : null}
      <Markers commenting={commenting} section={section} />
    </>
  );
}
