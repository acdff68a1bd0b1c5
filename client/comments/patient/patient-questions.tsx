import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Button } from '@mantine/core';
import { type JSX, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { useStore } from '../../ui/use-store.ts';
import type { KeptDesk } from '../desk/create-desk.ts';
import { type Waiting } from '../desk/desk.ts';
import { useDesk } from '../desk/use-desk.ts';
import { LostWords } from '../thread/kept-words.tsx';
import { useThreadInAddress } from '../use-thread-in-address.ts';
import { PatientAsk } from './patient-ask.tsx';
import { type Asking } from './patient-asking.ts';
import { PatientQuestion } from './patient-question.tsx';
import { type QuestionsProps } from './patient-slots.tsx';
import { isUnread, mustBeSeen, newestFirst } from './patient-standing.ts';

import styles from './patient-questions.module.css';

/** What patient and family ask of the team, and what it answers: on the same desk as the team's comments, without their tools (PP7). */
export function PatientQuestions({ plan, person, isPatient, tab }: QuestionsProps): JSX.Element {
  const t = useTranslations('questions');
  const desk = useDesk(plan, person, tab);
  const asking = useMemo((): Asking | undefined => {
    if (desk === undefined) return undefined;
    const page = { plan, personId: person.id, personName: person.name };
    return { desk, page, patientName: isPatient ? undefined : plan.patient.preferredName };
  }, [desk, plan, person.id, person.name, isPatient]);
  if (asking === undefined) return <p role="status">{t('loading')}</p>;
  return (
    <>
      <Trouble asking={asking} />
      <LostAnswers asking={asking} />
      <List asking={asking} />
      <PatientAsk asking={asking} />
    </>
  );
}

/** Answers whose question is not here any more; questions that were refused stand where they were written. */
function LostAnswers({ asking: { desk } }: { readonly asking: Asking }): JSX.Element | null {
  return <LostWords desk={desk} isOf={isAnswer} />;
}

function isAnswer({ action }: Waiting): boolean {
  return action !== 'start';
}

/** What is loaded stays on the page; it is said that it may not be the newest. */
function Trouble({ asking: { desk } }: { readonly asking: Asking }): JSX.Element | null {
  const t = useTranslations('questions');
  const trouble = useStore(desk.trouble, undefined);
  const loading = useStore(desk.loading, desk.loading.get());
  if (loading === 'closed') return <Notice tone="warn">{t('closed')}</Notice>;
  if (trouble === undefined) return null;
  return (
    <Notice
      tone="warn"
      actions={
        <Button variant="default" onClick={() => desk.refresh()}>
          {t('retry')}
        </Button>
      }
    >
      {t(loading === 'failed' ? 'failed' : 'trouble')}
    </Notice>
  );
}

/** So many are shown before somebody asks for the older ones. */
const shownAtFirst = 5;

function List({ asking }: { readonly asking: Asking }): JSX.Element | null {
  const t = useTranslations('questions');
  const { desk } = asking;
  const loaded = useStore(desk.threads, undefined);
  const threads = useShown(desk, loaded);
  const active = useStore(desk.active, undefined);
  const loading = useStore(desk.loading, desk.loading.get());
  const [showsAll, setShowsAll] = useState(false);
  useThreadInAddress(asking);
  // What stands above says why.
  if (loaded === undefined)
    return loading === 'loading' ? <p role="status">{t('loading')}</p> : null;
  const shown = threads.filter(
    (thread, index) =>
      showsAll || index < shownAtFirst || thread.id === active || mustBeSeen(thread),
  );
  const unread = threads.filter(isUnread).length;
  const hidden = threads.length - shown.length;
  return (
    <>
      <p role="status" className={styles['new']}>
        {unread === 0 ? null : t('new', { count: unread })}
      </p>
      {threads.length === 0 ? <p className={styles['quiet']}>{t('none')}</p> : null}
      <ul className={styles['list']}>
        {shown.map((thread) => (
          <PatientQuestion
            key={thread.id}
            asking={asking}
            thread={thread}
            isOpen={thread.id === active}
          />
        ))}
      </ul>
      {hidden === 0 ? null : (
        <Button variant="default" className={styles['wide']} onClick={() => setShowsAll(true)}>
          {t('older', { count: hidden })}
        </Button>
      )}
    </>
  );
}

/** Everything but questions that the server refused: those stand where they were written. */
function useShown(
  desk: KeptDesk,
  threads: readonly ThreadView[] | undefined,
): readonly ThreadView[] {
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const known = useMemo(() => {
    const refused = outbox.filter(({ action, refusal }) => action === 'start' && refusal);
    return (threads ?? []).filter(({ id }) => !refused.some(({ threadId }) => threadId === id));
  }, [threads, outbox]);
  return useCalmOrder(known);
}

/** Newest activity first, as the page was opened; what is begun afterwards comes on top, and nothing moves under a finger. */
function useCalmOrder(threads: readonly ThreadView[]): readonly ThreadView[] {
  const [order, setOrder] = useState<readonly ThreadId[]>([]);
  const known = order.filter((id) => threads.some((thread) => thread.id === id));
  const added = newestFirst(threads.filter(({ id }) => !order.includes(id))).map(({ id }) => id);
  if (added.length > 0 || known.length < order.length) setOrder([...added, ...known]);
  return order.flatMap((id) => threads.find((thread) => thread.id === id) ?? []);
}
