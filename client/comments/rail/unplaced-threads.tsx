import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { IconGripVertical, IconTextScan2, IconUnlink } from '@tabler/icons-react';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { type Commenting } from '../commenting.ts';
import { attachToSelection, useDragToWords } from '../text/attach.ts';
import { markKept, useKeptWords } from '../text/kept-words.ts';
import { ThreadCard } from '../thread/thread-card.tsx';
import { useWholeMoment } from '../thread/time-ago.ts';
import { keyOf } from './rail-items.ts';

import styles from './unplaced-threads.module.css';

/** The threads of a section whose words are no longer there: with what they said, by whom and when it was removed, and two ways to put them back (AN3). */
export function UnplacedThreads({
  commenting,
  threads,
  activeId,
  onClose,
}: {
  readonly commenting: Commenting;
  readonly threads: readonly ThreadView[];
  readonly activeId: ThreadId | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('rail.unplaced');
  const { desk, page } = commenting;
  return (
    <section className={styles['group']} aria-label={t('label')}>
      <h3 className={styles['heading']}>
        <IconUnlink size={16} aria-hidden="true" /> {t('label')}
      </h3>
      {threads.map((thread) => (
        <ThreadCard
          key={thread.id}
          desk={desk}
          page={page}
          thread={thread}
          isOpen={thread.id === activeId}
          hasQuote
          onClose={onClose}
        >
          <Removed thread={thread} />
          {thread.id === activeId && thread.can.includes('attach') ? (
            <PutBack commenting={commenting} thread={thread} />
          ) : null}
        </ThreadCard>
      ))}
      {threads.some(({ can }) => can.includes('attach')) ? (
        <p className={styles['how']}>{t('how')}</p>
      ) : null}
    </section>
  );
}

function Removed({ thread }: { readonly thread: ThreadView }): JSX.Element | null {
  const t = useTranslations('rail.unplaced');
  const whole = useWholeMoment();
  const { subject } = thread;
  if (subject.on !== 'text' && subject.on !== 'node') return null;
  const { removed } = subject;
  if (removed === undefined) return <p className={styles['removed']}>{t('gone')}</p>;
  const when = whole(removed.at);
  return (
    <p className={styles['removed']}>
      {removed.by === undefined
        ? t('removed', { when })
        : t('removedBy', { name: removed.by.name, when })}
    </p>
  );
}

function PutBack({
  commenting,
  thread,
}: {
  readonly commenting: Commenting;
  readonly thread: ThreadView;
}): JSX.Element {
  const t = useTranslations('rail.unplaced');
  const words = useKeptWords(keyOf(thread));
  const canAttach = words !== undefined;
  useEffect(() => (words === undefined ? undefined : markKept(keyOf(thread))), [thread, words]);
  const drag = useDragToWords(commenting, thread);
  return (
    <div className={styles['back']}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconTextScan2 size={16} aria-hidden="true" />}
        aria-disabled={!canAttach}
        data-disabled={!canAttach}
        // The selection in the text stays when the button is pressed.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => attachToSelection(commenting, thread)}
      >
        {t('putBack')}
      </Button>
      <span className={styles['drag']} {...drag} title={t('drag')}>
        <IconGripVertical size={16} aria-hidden="true" /> {t('dragShort')}
      </span>
      {canAttach ? <p className={styles['words']}>{t('selectedWords', { words })}</p> : null}
    </div>
  );
}
