import { closeCodes } from '@alliance/shared/sync/close-code';
import { type JSX, useEffect, useState } from 'react';

import { type ProseProps } from '../alliance/charter/charter-page.tsx';
import { pageTabs } from '../careplan/page-tabs.ts';
import { PlanToolbar } from '../careplan/plan-toolbar.tsx';
import { SaveAnnouncer, SaveWords } from '../careplan/save-words.tsx';
import { useSectionState } from '../careplan/section-state.ts';
import { SectionText } from '../careplan/section-text.tsx';
import { SectionTrouble } from '../careplan/section-trouble.tsx';
import { loadForWriting } from '../careplan/writing-parts.ts';
import type { SectionSync } from '../sync/section-sync.ts';
import { tabPersona } from '../ui/tab-persona.ts';
import { useSignedIn } from './signed-in.ts';

import styles from './charter-prose.module.css';

/** The prose of a charter: written together, live, as every section of a plan is. */
export function CharterProse({ schema, prose, placeholder }: ProseProps): JSX.Element {
  const { documentId, access } = prose;
  const sync = useProse({ documentId, schema, canEdit: access === 'edit' });
  const state = useSectionState(sync);
  useSignedOutProse(sync);
  const [isEditing, setIsEditing] = useState(false);
  return (
    <div className={styles['text']}>
      {access === 'edit' ? <PlanToolbar isEditing={isEditing} /> : null}
      <SectionTrouble state={state} sync={sync} />
      <SectionText
        section={prose}
        sync={sync}
        state={state}
        placeholder={placeholder}
        onFocusChange={setIsEditing}
      />
      {access === 'edit' ? (
        <>
          <p className={styles['save']}>
            <SaveWords state={state.save} />
          </p>
          <SaveAnnouncer state={state.save} />
        </>
      ) : null}
    </div>
  );
}

/** The live document, once the conversation with the server is there; what is unsaved goes on when the page is left. */
function useProse({
  documentId,
  schema,
  canEdit,
}: {
  readonly documentId: string;
  readonly schema: number;
  readonly canEdit: boolean;
}): SectionSync | undefined {
  const [sync, setSync] = useState<SectionSync>();
  useEffect(() => {
    const stay = pageTabs.enter(tabPersona() ?? '');
    const visit: { isLeft: boolean; sync?: SectionSync } = { isLeft: false };
    const arrive = async (): Promise<void> => {
      const tab = await loadForWriting('tab', () => stay.tab).catch(onlyToRead);
      if (tab === undefined || visit.isLeft) return;
      visit.sync = tab.openSection(documentId, { schema, canEdit });
      setSync(visit.sync);
    };
    void arrive();
    return () => {
      visit.isLeft = true;
      visit.sync?.close();
      stay.leave();
      setSync(undefined);
    };
  }, [documentId, schema, canEdit]);
  return sync;
}

function onlyToRead(): undefined {
  // What the server rendered stays.
}

/** The session ends under the text: signing in again is asked over the page, and everything goes on as it was left. */
function useSignedOutProse(sync: SectionSync | undefined): void {
  const { isSignedOut, noticeSignedOut } = useSignedIn();
  useEffect(
    () =>
      sync?.state.subscribe(() => {
        if (sync.state.get().closed?.code === closeCodes.signedOut) noticeSignedOut();
      }),
    [sync, noticeSignedOut],
  );
  useEffect(() => {
    if (!isSignedOut) pageTabs.retryNow();
  }, [isSignedOut]);
}
