import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Me } from '@alliance/shared/identity/person';
import { type JSX, type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { MyAlliances } from './home/my-alliances.tsx';
import { OverviewPart } from './overview/overview-part.tsx';

import styles from './home-page.module.css';

/** What needs me, then my alliances and plans: whose, in which seat, who is there, what is new, what the team still lacks. */
export function HomePage({
  me,
  menu,
  needs,
}: {
  readonly me: Me;
  readonly menu: ReactNode;
  /** Stands above the plans. */
  readonly needs: ReactNode;
}): JSX.Element {
  const t = useTranslations('home');
  useDocumentTitle(t('documentTitle', { person: me.person.name }));
  useEffect(prefetchEditor, []);
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        <h1>{t('greeting', { name: me.person.shortName })}</h1>
        {needs}
        <MyAlliances canForm={canForm(me)} />
        <OverviewPart />
      </main>
    </>
  );
}

/** While the list is read, the editor's code comes in: the plan then opens with it at hand. */
function prefetchEditor(): () => void {
  // Safari has no idle time to ask for.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(fetchEditor, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(fetchEditor, { timeout: 3_000 });
  return () => cancelIdleCallback(idle);
}

function fetchEditor(): void {
  void import('../sync/tab.ts');
  void import('../editor/section-editor.tsx');
  void import('../editor/editor-toolbar.tsx');
}

/** Patients and family are in alliances; professionals form them. */
function canForm({ seats }: Me): boolean {
  return seats.length === 0 || !seats.every(isOfPatient);
}

function isOfPatient({ disciplineKey }: Me['seats'][number]): boolean {
  return isDisciplineKey(disciplineKey) && isPatientSide(disciplineKey);
}
