import { type SectionKey, isSectionKey } from '@alliance/shared/careplan/section';
import { type ThreadId, toThreadId } from '@alliance/shared/comments/thread';
import { Button } from '@mantine/core';
import { type JSX, useId, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { useStore } from '../../ui/use-store.ts';
import { mayComment } from '../commenting.ts';
import { type Draft } from '../desk/desk.ts';
import { canSend, newComment } from '../desk/new-comment.ts';
import { RefusedWords } from '../thread/refused-words.tsx';
import { askFormId } from './ask-link.tsx';
import { type Asking } from './patient-asking.ts';
import { PlainBox } from './plain-box.tsx';

import styles from './patient-questions.module.css';

/** One box to ask or tell the team something, what it is about, and what has become of it (PP8). Always shared. */
export function PatientAsk({ asking }: { readonly asking: Asking }): JSX.Element | null {
  const t = useTranslations('questions');
  const { page, patientName } = asking;
  const sections = page.plan.sections.filter(mayComment).map(({ key }) => key);
  const ask = useAsk(asking, sections);
  if (sections.length === 0) return <p>{t('urgent')}</p>;
  return (
    <form
      id={askFormId}
      className={styles['ask']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        ask.send();
      }}
    >
      <PlainBox
        label={patientName === undefined ? t('ask') : t('askTo', { name: patientName })}
        text={ask.text}
        isMissed={ask.isMissed}
        area={ask.area}
        onChange={ask.write}
        onSend={ask.send}
      />
      <About sections={sections} chosen={ask.about} onChoose={ask.choose} />
      <p className={styles['quiet']}>
        {patientName === undefined ? t('readers') : t('readersTo', { name: patientName })}
      </p>
      <p className={styles['urgent']}>{t('urgent')}</p>
      <Button type="submit" size="lg" className={styles['wide']}>
        {t(patientName === undefined ? 'sendToTeam' : 'sendToTeamTo')}
      </Button>
      <Refused asking={asking} />
      <p role="status" className={styles['sent']}>
        <SentWords asking={asking} threadId={ask.sentId} />
      </p>
    </form>
  );
}

/** What is written stands in the desk's draft, so that it outlives the page (RL7). */
function useAsk({ desk, patientName }: Asking, sections: readonly SectionKey[]) {
  const draft = useStore(desk.draft, desk.draft.get());
  const area = useRef<HTMLTextAreaElement>(null);
  const [isMissed, setIsMissed] = useState(false);
  const sentAt = useRef(-Infinity);
  const [sentId, setSentId] = useState<ThreadId>();
  const [isUnsure, setIsUnsure] = useState(false);
  const first = patientName === undefined ? 'what-matters' : 'going-home';
  const chosen = sectionOf(draft) ?? first;
  const about: About = isUnsure || !sections.includes(chosen) ? 'not-sure' : chosen;
  const sectionKey = sectionFor(about, sections);
  const written = draft ?? { text: '' };
  const write = (text: string): void => {
    if (draft === undefined) desk.beginDraft(draftOf(text, sectionKey));
    else desk.changeDraft({ text });
  };
  const choose = (next: About): void => {
    setIsUnsure(next === 'not-sure');
    const { subject, ...begun } = draftOf(written.text, sectionFor(next, sections));
    if (draft === undefined) desk.beginDraft({ subject, ...begun });
    else desk.changeDraft({ subject });
  };
  const send = (): void => {
    const isReady = canSend(written);
    // The second half of a double press.
    if (!isReady && performance.now() - sentAt.current < doublePressMs) return;
    setIsMissed(!isReady);
    if (!isReady) return area.current?.focus();
    const threadId = toThreadId(uuid());
    const { subject, kind } = draftOf(written.text, sectionKey);
    desk.dropDraft();
    sentAt.current = performance.now();
    setSentId(threadId);
    void desk.start({ threadId, subject, kind, audience: 'shared', comment: newComment(written) });
  };
  return { text: written.text, about, isMissed, sentId, area, write, send, choose };
}

/** What the question is about, by its draft: the choice outlives the page with the words (RL7). */
function sectionOf(draft: Draft | undefined): SectionKey | undefined {
  return draft?.subject.on === 'section' ? draft.subject.sectionKey : undefined;
}

/** So long after sending, a press on an empty box asks for nothing. */
const doublePressMs = 1000;

type About = SectionKey | 'not-sure';

/** Who is not sure asks at What matters: no profession owns it, so whoever keeps the plan sees that it is answered (IB14). */
function sectionFor(about: About, sections: readonly SectionKey[]): SectionKey {
  if (about !== 'not-sure') return about;
  return sections.find((key) => key === 'what-matters') ?? sections[0] ?? 'what-matters';
}

function draftOf(text: string, sectionKey: SectionKey): Draft {
  return { subject: { on: 'section', sectionKey }, quote: '', kind: 'question', text };
}

function About({
  sections,
  chosen,
  onChoose,
}: {
  readonly sections: readonly SectionKey[];
  readonly chosen: About;
  readonly onChoose: (about: About) => void;
}): JSX.Element {
  const t = useTranslations('questions');
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{t('about')}</label>
      <select
        id={id}
        value={chosen}
        onChange={({ target: { value } }) => onChoose(isSectionKey(value) ? value : 'not-sure')}
      >
        {sections.map((key) => (
          <option key={key} value={key}>
            {t(`section.${key}`)}
          </option>
        ))}
        <option value="not-sure">{t('notSure')}</option>
      </select>
    </div>
  );
}

/** A question that the server did not take: why, that the words are safe, and what to do. */
function Refused({ asking: { desk } }: { readonly asking: Asking }): JSX.Element {
  const outbox = useStore(desk.outbox, desk.outbox.get());
  return (
    <>
      {outbox.map((waiting) =>
        waiting.action === 'start' && waiting.refusal !== undefined ? (
          <RefusedWords key={waiting.key} desk={desk} waiting={waiting} refusal={waiting.refusal} />
        ) : null,
      )}
    </>
  );
}

/** What has become of the question that was sent last; "sent" is said when the server has it, not before. */
function SentWords({
  asking: { desk, patientName },
  threadId,
}: {
  readonly asking: Asking;
  readonly threadId: ThreadId | undefined;
}): string | null {
  const t = useTranslations('questions');
  const format = useFormatter();
  const outbox = useStore(desk.outbox, desk.outbox.get());
  const threads = useStore(desk.threads, undefined);
  const waiting = outbox.find((each) => each.threadId === threadId && each.action === 'start');
  if (waiting?.refusal !== undefined) return null;
  if (waiting !== undefined) return t(waiting.isDelayed ? 'waiting' : 'sending');
  const sent = threads?.find(({ id, version }) => id === threadId && version > 0);
  if (sent === undefined) return null;
  const time = format.dateTime(new Date(sent.comments[0].at), 'clock');
  return t(patientName === undefined ? 'sent' : 'sentTo', { time });
}
