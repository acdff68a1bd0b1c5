import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { Notice } from '../ui/notice.tsx';
import { CopyButton } from './copy-button.tsx';
import { useSaveWords } from './save-words.tsx';

/** What is wrong with one section, in place; the other sections go on (PG6). Nothing while all is well. */
export function SectionTrouble({
  state,
  sync,
}: {
  readonly state: SectionState;
  readonly sync: SectionSync | undefined;
}): JSX.Element | null {
  if (sync === undefined) return null;
  if (state.save.kind === 'not-saved') return <NotSaved state={state} sync={sync} />;
  if (state.phase === 'closed') return <Closed sync={sync} />;
  return null;
}

function NotSaved({
  state,
  sync,
}: {
  readonly state: SectionState;
  readonly sync: SectionSync;
}): JSX.Element {
  const t = useTranslations('trouble');
  const words = useSaveWords(state.save);
  return (
    <Notice
      tone="stop"
      actions={
        <>
          <CopyButton read={() => sync.unsavedText()} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={() => sync.retry()}
          >
            {t('retry')}
          </Button>
        </>
      }
    >
      {words}
    </Notice>
  );
}

function Closed({ sync }: { readonly sync: SectionSync }): JSX.Element {
  const t = useTranslations('trouble');
  return (
    <Notice
      tone="warn"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => sync.retry()}
        >
          {t('retry')}
        </Button>
      }
    >
      {t('closed')}
    </Notice>
  );
}
