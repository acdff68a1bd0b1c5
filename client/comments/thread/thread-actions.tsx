import { Button, Menu } from '@mantine/core';
import {
  IconCheck,
  IconDots,
  IconLink,
  IconRotate,
  IconUserCheck,
  IconUserPlus,
} from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { hasPlace } from '../desk/box-places.ts';
import { newComment } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { AssignPanel } from './assign-panel.tsx';
import { CardBox } from './card-box.tsx';
import { useKindMarking } from './kind-marking.tsx';
import { type ThreadParts, authorOf, linkTo, seatToTake } from './thread-parts.ts';

import styles from './thread-card.module.css';

/** What the reader may do with a thread beside answering: only what the server has said that they may. */
export function ThreadActions({ parts }: { readonly parts: ThreadParts }): JSX.Element {
  const t = useTranslations('comments');
  const { desk, page, thread } = parts;
  const [isAssigning, setIsAssigning] = useState(false);
  const [said, setSaid] = useState('');
  const closing = useClosing(parts);
  const seatId = seatToTake(page);
  const canTake =
    thread.can.includes('assign') &&
    seatId !== undefined &&
    authorOf(thread).personId !== page.personId &&
    thread.assignment.value?.seatId !== seatId;
  if (closing.box !== undefined) return closing.box;
  if (isAssigning) return <AssignPanel parts={parts} onDone={() => setIsAssigning(false)} />;
  return (
    <>
      <div className={styles['buttons']} role="group" aria-label={t('card.actions')}>
        {closing.button}
        {canTake ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUserCheck size={15} aria-hidden="true" />}
            onClick={() =>
              void desk.change(thread.id, {
                type: 'assign',
                assignment: { value: { seatId }, baseVersion: thread.assignment.version },
              })
            }
          >
            {t('do.take')}
          </Button>
        ) : null}
        <MoreMenu parts={parts} onAssign={() => setIsAssigning(true)} onSay={setSaid} />
      </div>
      <p className={styles['said']} role="status">
        {said}
      </p>
    </>
  );
}

interface Closing {
  readonly button: JSX.Element | null;
  /** The note that an owner writes; undefined while none is written. */
  readonly box: JSX.Element | undefined;
}

/** Resolve at once for author and assigned; with a note for an owner of the section (CM6). Reopen for all of them. */
function useClosing(parts: ThreadParts): Closing {
  const t = useTranslations('comments.do');
  const { desk, thread } = parts;
  const [isNoting, setIsNoting] = useState(false);
  const boxes = useStore(desk.written, desk.written.get());
  const type = thread.status === 'open' ? 'resolve' : 'reopen';
  const box = boxKey(thread.id, type);
  const needsNote = type === 'resolve' && thread.needsNote === true;
  if (!hasPlace(thread, { purpose: type, commentId: '' })) return { button: null, box: undefined };
  const Icon = type === 'resolve' ? IconCheck : IconRotate;
  const button = (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon size={15} aria-hidden="true" />}
      data-opens={box}
      onClick={() => (needsNote ? setIsNoting(true) : void desk.change(thread.id, { type }))}
    >
      {t(type)}
    </Button>
  );
  if (!isNoting && !boxes.has(box)) return { button, box: undefined };
  return {
    button,
    box: (
      <CardBox
        parts={parts}
        box={box}
        label={t('resolveNote')}
        sendLabel={t(type)}
        takesFocus={isNoting}
        onCancel={() => setIsNoting(false)}
        onSend={(written) => {
          setIsNoting(false);
          void desk.change(thread.id, { type, note: newComment(written) });
        }}
      />
    ),
  };
}

function MoreMenu({
  parts,
  onAssign,
  onSay,
}: {
  readonly parts: ThreadParts;
  readonly onAssign: () => void;
  readonly onSay: (words: string) => void;
}): JSX.Element {
  const t = useTranslations('comments');
  const { thread } = parts;
  const marking = useKindMarking(parts);
  const copy = async (): Promise<void> => {
    const link = `${window.location.origin}${linkTo(thread)}`;
    try {
      await navigator.clipboard.writeText(link);
      onSay(t('card.linkCopied'));
    } catch {
      onSay(t('card.linkFailed', { link }));
    }
  };
  return (
    <Menu position="bottom-start" keepMounted={false} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" aria-label={t('card.menu')} px={6}>
          <IconDots size={16} aria-hidden="true" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('card.menu')}>
        <Menu.Item
          leftSection={<IconLink size={16} aria-hidden="true" />}
          onClick={() => void copy()}
        >
          {t('card.copyLink')}
        </Menu.Item>
        {thread.can.includes('assign-others') ? (
          <Menu.Item leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={onAssign}>
            {t('do.assign')}
          </Menu.Item>
        ) : null}
        {marking.items}
      </Menu.Dropdown>
      {marking.dialog}
    </Menu>
  );
}
