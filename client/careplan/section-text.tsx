import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { renderSection } from '@alliance/shared/editor/render';
import { lazy, Suspense, useMemo, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { TakeTyped } from '../editor/typed.ts';
import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { Guard } from '../ui/guard.tsx';
import { PartMissing } from '../ui/part-missing.tsx';
import { useStore } from '../ui/use-store.ts';
import { useIsNear } from './use-is-near.ts';
import { useRestingKeys } from './use-resting-keys.ts';
import { type TypedMeanwhile, useTypedMeanwhile } from './use-typed-meanwhile.ts';
import { useTyped } from './use-typed.ts';
import { loadForWriting, missingParts } from './writing-parts.ts';

import styles from './section-text.module.css';

const SectionEditor = lazy(async () => {
  const { SectionEditor: component } = await loadForWriting(
    'editor',
    () => import('../editor/section-editor.tsx'),
  );
  return { default: component };
});

/** What the text of a section needs. */
export interface SectionTextProps {
  readonly section: Pick<SectionView, 'heading' | 'access' | 'rendered'>;
  readonly sync: SectionSync | undefined;
  readonly state: SectionState;
  /** Shown in an empty section; the page's own words unless given. */
  readonly placeholder?: string;
  /** Somebody typed or pasted where they may not write. */
  readonly onTyped?: TakeTyped;
  /** The editor could not do what was asked, and nothing was lost. */
  readonly onHint?: (hint: 'nothingToUndo' | 'full' | 'table') => void;
  readonly onFocusChange: (isFocused: boolean) => void;
}

/** The text of a section: the server's HTML first, the live text once synced, an editor once it is near the window. Nothing moves in between. */
export function SectionText(props: SectionTextProps): JSX.Element {
  const t = useTranslations('section');
  const { section, sync, state } = props;
  const frame = useRestingKeys();
  const isWritable = canWrite(section, state);
  useTyped(frame, isWritable ? undefined : props.onTyped);
  const { place, ...meanwhile } = useTypedMeanwhile({
    sync,
    canWrite: isWritable,
    label: t('meanwhile', { heading: section.heading }),
    className: styles['meanwhile'],
  });
  const isNear = useIsNear(frame);
  const [isReady, setIsReady] = useState(false);
  const [clicked, setClicked] = useState<{ readonly left: number; readonly top: number }>();
  const [hasFailed, setHasFailed] = useState(false);
  const hasEditor =
    sync !== undefined && state.live !== undefined && (isNear || isReady) && !hasFailed;
  return (
    <>
      {hasFailed ? <EditorMissing /> : null}
      {/* A click only says where the caret will be; with the keyboard the editor itself is reached. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={frame}
        tabIndex={-1}
        className={`prose ${styles['frame']}`}
        data-ready={isReady ? '' : undefined}
        onClick={({ clientX, clientY }) => {
          if (!isReady) setClicked({ left: clientX, top: clientY });
        }}
      >
        <div ref={place} className={styles['place']} />
        {isReady && hasEditor ? null : <StaticText section={section} sync={sync} />}
        {hasEditor ? (
          <div className={styles['editor']}>
            <Guard fallback={null} onFailure={() => setHasFailed(true)}>
              <Suspense fallback={null}>
                <LiveText
                  {...props}
                  sync={sync}
                  clicked={clicked}
                  onReady={() => {
                    setIsReady(true);
                    setClicked(undefined);
                  }}
                  meanwhile={meanwhile}
                />
              </Suspense>
            </Guard>
          </div>
        ) : null}
      </div>
    </>
  );
}

function canWrite(section: SectionTextProps['section'], state: SectionState): boolean {
  return section.access === 'edit' && state.phase !== 'closed' && state.readOnly !== true;
}

/** Nothing where the editor of no section arrived: the page says that once. */
function EditorMissing(): JSX.Element | null {
  const t = useTranslations('section');
  const missing = useStore(missingParts, missingParts.get());
  return missing.has('editor') ? null : <PartMissing>{t('editorMissing')}</PartMissing>;
}

function LiveText({
  section,
  sync,
  state,
  clicked,
  placeholder,
  onReady,
  meanwhile,
  onHint,
  onFocusChange,
}: SectionTextProps & {
  readonly sync: SectionSync;
  readonly clicked: { readonly left: number; readonly top: number } | undefined;
  readonly onReady: () => void;
  readonly meanwhile: Omit<TypedMeanwhile, 'place'>;
}): JSX.Element {
  const t = useTranslations('section');
  const canEdit = canWrite(section, state);
  return (
    <SectionEditor
      sync={sync}
      editable={canEdit}
      label={section.heading}
      placeholder={placeholder ?? (canEdit ? t('placeholder') : t('nothingYet'))}
      messages={{ updateNeeded: t('updateNeeded'), simulated: t('simulated') }}
      {...(clicked === undefined ? {} : { autoFocus: clicked })}
      onReady={onReady}
      onWithdrawn={meanwhile.begin}
      onStanding={meanwhile.end}
      onGoneOn={meanwhile.ended}
      {...(onHint === undefined
        ? {}
        : {
            onNothingToUndo: () => onHint('nothingToUndo'),
            onFull: () => onHint('full'),
            onTable: () => onHint('table'),
          })}
      onFocusChange={onFocusChange}
    />
  );
}

function StaticText({ section, sync }: Pick<SectionTextProps, 'section' | 'sync'>): JSX.Element {
  const t = useTranslations('section');
  const content = useStore(sync?.content, undefined);
  const html = useMemo(
    () => (content === undefined ? section.rendered.html : renderSection(content)),
    [content, section.rendered.html],
  );
  if (html === '') return <p className={styles['empty']}>{t('nothingYet')}</p>;
  return (
    <div
      data-static=""
      // The renderer escapes everything; it is the only maker of this HTML.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
