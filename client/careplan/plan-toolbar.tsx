import { lazy, type JSX, Suspense } from 'react';
import { useTranslations } from 'use-intl';

import { Guard } from '../ui/guard.tsx';
import { loadForWriting } from './writing-parts.ts';

import styles from './plan-toolbar.module.css';

const EditorToolbar = lazy(async () => {
  const { EditorToolbar: component } = await loadForWriting(
    'toolbar',
    () => import('../editor/editor-toolbar.tsx'),
  );
  return { default: component };
});

/** Formatting for the section that has the caret: above the text, on a phone at the bottom while writing. */
export function PlanToolbar({ isEditing }: { readonly isEditing: boolean }): JSX.Element {
  const t = useTranslations('toolbar');
  return (
    <Guard fallback={null}>
      <div className={styles['toolbar']} data-editing={isEditing ? '' : undefined}>
        <Suspense fallback={null}>
          <EditorToolbar
            label={t('label')}
            labels={{
              paragraph: t('paragraph'),
              heading1: t('heading1'),
              heading2: t('heading2'),
              heading3: t('heading3'),
              bullet: t('bullet'),
              number: t('number'),
              check: t('check'),
              quote: t('quote'),
              callout: t('callout'),
              bold: t('bold'),
              italic: t('italic'),
              underline: t('underline'),
              strike: t('strike'),
              outdent: t('outdent'),
              indent: t('indent'),
              undo: t('undo'),
              redo: t('redo'),
            }}
          />
        </Suspense>
      </div>
    </Guard>
  );
}
