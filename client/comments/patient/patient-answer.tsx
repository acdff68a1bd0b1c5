import { Button } from '@mantine/core';
import { type JSX, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { canSend, newComment } from '../desk/new-comment.ts';
import { boxKey } from '../desk/unsent.ts';
import { type QuestionParts } from './patient-question.tsx';
import { standingOf } from './patient-standing.ts';
import { PlainBox } from './plain-box.tsx';

import styles from './patient-questions.module.css';

/** A box for an answer, and a way to say that the question is answered; only what the server has said that the reader may. */
export function PatientAnswer({ asking, thread }: QuestionParts): JSX.Element | null {
  const t = useTranslations('questions');
  const { desk } = asking;
  const { can, status } = thread;
  const isClosed = status === 'resolved';
  // Who owns the section could close it with a note (CM6); here only whose question it is, or who was asked, does.
  const mayResolve = !isClosed && can.includes('resolve') && thread.needsNote !== true;
  const resolve = (): void => void desk.change(thread.id, { type: 'resolve' });
  if (thread.version === 0) return null;
  return (
    <>
      {isClosed && can.includes('reply') ? <p className={styles['quiet']}>{t('again')}</p> : null}
      {can.includes('reply') ? <AnswerBox asking={asking} thread={thread} /> : null}
      {mayResolve ? (
        <Button variant="default" className={styles['wide']} onClick={resolve}>
          {t(standingOf(thread).is === 'waiting' ? 'noLonger' : 'resolve')}
        </Button>
      ) : null}
    </>
  );
}

function AnswerBox({ asking: { desk }, thread }: QuestionParts): JSX.Element {
  const t = useTranslations('questions');
  const box = boxKey(thread.id, 'reply');
  const boxes = useStore(desk.written, desk.written.get());
  const area = useRef<HTMLTextAreaElement>(null);
  const [isMissed, setIsMissed] = useState(false);
  const written = boxes.get(box) ?? { text: '' };
  const send = (): void => {
    setIsMissed(!canSend(written));
    // The box keeps the keyboard: what was sent stands above it, and more can follow.
    area.current?.focus();
    if (!canSend(written)) return;
    desk.write(box, undefined);
    void desk.change(thread.id, { type: 'reply', comment: newComment(written) });
  };
  return (
    <>
      <PlainBox
        label={t('answer')}
        text={written.text}
        isMissed={isMissed}
        area={area}
        onChange={(text) => desk.write(box, text === '' ? undefined : { text })}
        onSend={send}
      />
      <Button className={styles['wide']} onClick={send}>
        {t('send')}
      </Button>
    </>
  );
}
