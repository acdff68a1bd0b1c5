import { type ThreadKind, threadKinds } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button, Menu, Modal } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { type ThreadParts } from './thread-parts.ts';

import styles from './thread-composer.module.css';

/** What {@link useKindMarking} gives. */
export interface KindMarking {
  /** For the card's menu: only what the server has said that the reader may make of the thread (CM14). */
  readonly items: JSX.Element | null;
  /** Outside the menu, which closes: the question before a thread calls others to read it back. */
  readonly dialog: JSX.Element | null;
}

/** The ways to say what a thread is for. */
export function useKindMarking({ desk, thread }: ThreadParts): KindMarking {
  const t = useTranslations('comments');
  const [isAsking, setIsAsking] = useState(false);
  const mark = (value: ThreadKind): void =>
    void desk.change(thread.id, {
      type: 'mark',
      kind: { value, baseVersion: thread.kind.version },
    });
  const kinds = threadKinds.filter((kind) => kind !== thread.kind.value && mayMark(thread, kind));
  const items =
    kinds.length === 0 ? null : (
      <>
        <Menu.Divider />
        {kinds.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => (kind === 'critical' ? setIsAsking(true) : mark(kind))}
          >
            {t('do.markAs', { kind: t(`kind.${kind}`) })}
          </Menu.Item>
        ))}
      </>
    );
  const dialog = isAsking ? (
    <CriticalDialog onLeave={() => setIsAsking(false)} onMark={() => mark('critical')} />
  ) : null;
  return { items, dialog };
}

function mayMark({ can }: ThreadView, kind: ThreadKind): boolean {
  return can.includes(kind === 'critical' ? 'mark-critical' : 'mark');
}

function CriticalDialog({
  onLeave,
  onMark,
}: {
  readonly onLeave: () => void;
  readonly onMark: () => void;
}): JSX.Element {
  const t = useTranslations('rail.askCritical');
  return (
    <Modal
      opened
      onClose={onLeave}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('leave') }}
      centered
    >
      <p>{t('next')}</p>
      <div className={styles['dialog']}>
        <Button
          color="red"
          onClick={() => {
            onMark();
            onLeave();
          }}
        >
          {t('mark')}
        </Button>
        <Button variant="default" data-autofocus onClick={onLeave}>
          {t('leave')}
        </Button>
      </div>
    </Modal>
  );
}
