import { Button } from '@mantine/core';
import { IconMessagePlus, IconRefresh } from '@tabler/icons-react';
import { useState, type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
import { Notice } from '../ui/notice.tsx';
import { LetGoButton } from './let-go-button.tsx';
import { type OfferedWords } from './plan-slots.ts';
import { useSaveWords } from './save-words.tsx';

import styles from './section-trouble.module.css';

/** What {@link SectionTrouble} needs. */
export interface SectionTroubleProps {
  readonly state: SectionState;
  readonly sync: SectionSync | undefined;
  /** Offers words as a comment; absent where the reader may not comment. False when that is not possible now. */
  readonly onOffer?: (words: Omit<OfferedWords, 'section'>) => boolean;
}

/** What is wrong with one section, in place; the other sections go on (PG6). Nothing while all is well. The text does not move when it comes or goes. */
export function SectionTrouble({ state, sync, onOffer }: SectionTroubleProps): JSX.Element {
  const kind = kindOf(state);
  return (
    <KeepsTextInPlace what={`${kind} ${state.kept ?? 0}`}>
      {kind === undefined || sync === undefined ? null : (
        <div className={styles['trouble']} data-trouble="">
          {kind === 'kept' ? (
            <Kept state={state} sync={sync} {...(onOffer === undefined ? {} : { onOffer })} />
          ) : kind === 'restored' ? (
            <Restored sync={sync} />
          ) : (
            <Closed state={state} sync={sync} isNotSaved={kind === 'not-saved'} />
          )}
        </div>
      )}
    </KeepsTextInPlace>
  );
}

function kindOf(state: SectionState): 'kept' | 'restored' | 'not-saved' | 'closed' | undefined {
  if (state.kept !== undefined) return 'kept';
  if (state.restored === true) return 'restored';
  if (state.save.kind === 'not-saved') return 'not-saved';
  return state.phase === 'closed' || state.readOnly === true ? 'closed' : undefined;
}

/** Words that the plan did not take: they are shown, and stay until their author has decided (SV19). */
function Kept({
  state,
  sync,
  onOffer,
}: SectionTroubleProps & { readonly sync: SectionSync }): JSX.Element {
  const words = useSaveWords(state.save);
  const { text } = sync.keptNow();
  return (
    <Notice
      tone="stop"
      actions={
        <>
          {onOffer === undefined || text === '' ? null : <Offer sync={sync} onOffer={onOffer} />}
          <CopyButton read={() => sync.unsavedText()} />
          {state.phase === 'closed' ? <Retry onRetry={() => sync.retry()} /> : null}
          <LetGoButton onLetGo={() => sync.letGoOfKept()} />
        </>
      }
    >
      {words}
      {text === '' ? null : <Quote>{text}</Quote>}
    </Notice>
  );
}

function Quote({ children }: { readonly children: ReactNode }): JSX.Element {
  const t = useTranslations('trouble');
  return (
    <blockquote className={styles['words']} aria-label={t('keptWords')} dir="auto">
      {children}
    </blockquote>
  );
}

/** Opens a comment that holds the words already. */
function Offer({
  sync,
  onOffer,
}: {
  readonly sync: SectionSync;
  readonly onOffer: NonNullable<SectionTroubleProps['onOffer']>;
}): JSX.Element {
  const t = useTranslations('trouble');
  const [isMissing, setIsMissing] = useState(false);
  const offer = (): void => {
    const { text, blockId, letGo } = sync.keptNow();
    setIsMissing(!onOffer({ text, blockId, onSaved: letGo }));
  };
  return (
    <Button
      size="compact-sm"
      leftSection={<IconMessagePlus size={16} aria-hidden="true" />}
      disabled={isMissing}
      onClick={offer}
    >
      {t(isMissing ? 'offerMissing' : 'offer')}
    </Button>
  );
}

/** The server went back to an older copy; nothing of mine is kept, but what I saw before may be gone. */
function Restored({ sync }: { readonly sync: SectionSync }): JSX.Element {
  const t = useTranslations('trouble');
  return (
    <Notice
      tone="warn"
      actions={
        <Button size="compact-sm" variant="default" onClick={() => sync.letGoOfKept()}>
          {t('seen')}
        </Button>
      }
    >
      {t('restored')}
    </Notice>
  );
}

function Closed({
  state,
  sync,
  isNotSaved,
}: {
  readonly state: SectionState;
  readonly sync: SectionSync;
  readonly isNotSaved: boolean;
}): JSX.Element {
  const t = useTranslations('trouble');
  const words = useSaveWords(state.save);
  const isOver = state.phase === 'closed' || state.readOnly === true;
  return (
    <Notice
      tone={isNotSaved ? 'stop' : 'warn'}
      actions={
        <>
          {isNotSaved ? <CopyButton read={() => sync.unsavedText()} /> : null}
          {isOver ? <Retry onRetry={() => sync.retry()} /> : null}
        </>
      }
    >
      {isNotSaved ? words : t(state.phase === 'closed' ? 'closed' : 'readOnly')}
    </Notice>
  );
}

function Retry({ onRetry }: { readonly onRetry: () => void }): JSX.Element {
  const t = useTranslations('trouble');
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      onClick={onRetry}
    >
      {t('retry')}
    </Button>
  );
}
