import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStore } from '../../ui/use-store.ts';
import {
  type HeldBox,
  boxesWithoutPlace,
  boxesWithoutThread,
  freeAnswerBox,
} from '../desk/box-places.ts';
import { type Desk, type Waiting } from '../desk/desk.ts';
import { textOfWritten } from '../desk/unsent.ts';
import { LetGo, RefusedWords } from './refused-words.tsx';

import styles from './refused-words.module.css';

/** What the reader has written in boxes of a card that are not there any more, as after a colleague's change (RL7). */
export function WordsWithoutBox({
  desk,
  thread,
}: {
  readonly desk: Desk;
  readonly thread: ThreadView;
}): JSX.Element {
  const boxes = useStore(desk.written, desk.written.get());
  return (
    <>
      {boxesWithoutPlace(boxes, thread).map((box) => (
        <KeptWords key={box.key} desk={desk} box={box} answerBox={freeAnswerBox(boxes, thread)} />
      ))}
    </>
  );
}

/** What was written for threads that are not on the page any more: its words are shown all the same (RL7). */
export function LostWords({
  desk,
  isOf,
}: {
  readonly desk: Desk;
  /** What of that which was refused belongs here. */
  readonly isOf?: (waiting: Waiting) => boolean;
}): JSX.Element | null {
  const t = useTranslations('comments.refused');
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const boxes = useStore(desk.written, desk.written.get());
  const threads = useStore(desk.threads, desk.threads.get()) ?? [];
  const loading = useStore(desk.loading, desk.loading.get());
  const known = new Set(threads.map(({ id }) => id));
  const refused = outbox.flatMap((waiting) => {
    const { refusal, threadId } = waiting;
    return refusal === undefined || known.has(threadId) || isOf?.(waiting) === false
      ? []
      : [{ waiting, refusal }];
  });
  // Threads that are still coming will show their boxes themselves.
  const isComing = loading === 'loading' || loading === 'failed';
  const lost = isComing ? [] : boxesWithoutThread(boxes, threads);
  if (refused.length === 0 && lost.length === 0) return null;
  return (
    <section aria-label={t('lost')}>
      {refused.map(({ waiting, refusal }) => (
        <RefusedWords key={waiting.key} desk={desk} waiting={waiting} refusal={refusal} />
      ))}
      {lost.map((box) => (
        <KeptWords key={box.key} desk={desk} box={box} answerBox={undefined} />
      ))}
    </section>
  );
}

function KeptWords({
  desk,
  box: { key, written },
  answerBox,
}: {
  readonly desk: Desk;
  readonly box: HeldBox;
  readonly answerBox: string | undefined;
}): JSX.Element {
  const t = useTranslations('comments.refused');
  const text = textOfWritten(written);
  const letGo = (): void => desk.write(key, undefined);
  const useAsAnswer = (box: string): void => {
    desk.write(box, { text, ...(written.mentions && { mentions: written.mentions }) });
    letGo();
  };
  return (
    <Notice
      tone="warn"
      actions={
        <>
          <CopyButton read={() => text} />
          {answerBox === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={() => useAsAnswer(answerBox)}>
              {t('asAnswer')}
            </Button>
          )}
          <LetGo onLetGo={letGo} />
        </>
      }
    >
      {t('noBox')} {t('safe')}
      <blockquote className={styles['words']}>{text}</blockquote>
    </Notice>
  );
}
