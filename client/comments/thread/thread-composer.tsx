import { type Audience, toThreadId } from '@alliance/shared/comments/thread';
import { type StartThread } from '@alliance/shared/comments/thread-command';
import { Button, Modal } from '@mantine/core';
import { type JSX, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { useStore } from '../../ui/use-store.ts';
import { type Desk, type DeskPage, type Draft } from '../desk/desk.ts';
import { canSend, newComment } from '../desk/new-comment.ts';
import { isPatientSideReader } from '../desk/reader.ts';
import { holdsWords } from '../desk/unsent.ts';
import { AssignFields } from './assign-form.tsx';
import { AudienceChoice } from './audience-choice.tsx';
import { KindSelect } from './kind-select.tsx';
import { WordsBox, emptySbar } from './words-box.tsx';

import styles from './thread-composer.module.css';

/** What {@link ThreadComposer} needs. */
export interface ThreadComposerProps {
  readonly desk: Desk;
  readonly page: DeskPage;
  /** Called when it has been sent or let go of, so that the focus can return to the text. */
  readonly onDone?: () => void;
}

/** The thread that is being written, out of `desk.draft`; nothing while there is none. */
export function ThreadComposer({ desk, page, onDone }: ThreadComposerProps): JSX.Element | null {
  const draft = useStore(desk.draft, desk.draft.get());
  if (draft === undefined) return null;
  return <Composer desk={desk} page={page} draft={draft} {...(onDone ? { onDone } : {})} />;
}

function Composer({
  desk,
  page,
  draft,
  onDone,
}: ThreadComposerProps & { readonly draft: Draft }): JSX.Element {
  const t = useTranslations('comments');
  const titleId = useId();
  const [isAsking, setIsAsking] = useState(false);
  const isSbar = draft.kind === 'sbar';
  const audience = audienceOf(draft, page);
  const isReady = canSend(draft, isSbar);
  const send = (): void => {
    if (!isReady) return;
    void startAndTell(desk, draft, audience);
    desk.dropDraft();
    onDone?.();
  };
  const discard = (): void => {
    desk.dropDraft();
    onDone?.();
  };
  const leave = (): void => (holdsWords(draft) ? setIsAsking(true) : discard());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && !holdsWords(draft)) discard();
  };
  return (
    // Escape is heard from whatever in the composer has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles['composer']}
      aria-labelledby={titleId}
      data-testid="thread-composer"
      onKeyDown={onKeyDown}
    >
      <div className={styles['head']}>
        <h3 id={titleId}>{t('composer.title')}</h3>
        <KindSelect kind={draft.kind} onChange={(kind) => desk.changeDraft(turned(draft, kind))} />
      </div>
      <About draft={draft} page={page} />
      <Kept draft={draft} page={page} />
      <p className={styles['help']}>{t(`kindHelp.${draft.kind}`)}</p>
      <WordsBox
        key={isSbar ? 'sbar' : 'text'}
        plan={page.plan}
        audience={audience}
        label={t('composer.text')}
        isLabelHidden
        placeholder={t('composer.placeholder')}
        written={draft}
        isSbar={isSbar}
        takesFocus
        onChange={(written) => desk.changeDraft(written)}
        onSend={send}
      />
      {isPatientSideReader(page) ? null : (
        <AudienceChoice
          audience={audience}
          onChange={(chosen) => desk.changeDraft({ audience: chosen })}
        />
      )}
      <More desk={desk} page={page} draft={draft} audience={audience} />
      <div className={styles['buttons']}>
        <Button size="compact-sm" disabled={!isReady} onClick={send}>
          {t('composer.send')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={leave}>
          {t('composer.discard')}
        </Button>
        <kbd className={styles['keys']}>{t('box.sendKeys')}</kbd>
      </div>
      {isAsking ? <DiscardDialog onKeep={() => setIsAsking(false)} onDiscard={discard} /> : null}
    </section>
  );
}

/** Sends a draft; whoever keeps its words elsewhere hears when the server has them. */
async function startAndTell(desk: Desk, draft: Draft, audience: Audience): Promise<void> {
  const hasArrived = await desk.start(startOf(draft, audience));
  if (hasArrived) draft.onSaved?.();
}

/** Patient and family are always read by everybody; a professional's words stay with the team unless they say otherwise. */
function audienceOf(draft: Draft, page: DeskPage): Audience {
  if (isPatientSideReader(page)) return 'shared';
  return draft.audience ?? 'team';
}

function startOf(draft: Draft, audience: Audience): StartThread {
  const { subject, kind, assignment } = draft;
  return {
    threadId: toThreadId(uuid()),
    subject,
    kind,
    audience,
    ...(assignment === undefined ? {} : { assignment }),
    comment: newComment(draft, kind === 'sbar'),
  };
}

/** Another kind with the same words: what stood in one box moves to the other, nothing is dropped. */
function turned(draft: Draft, kind: Draft['kind']): Partial<Draft> {
  const { text, sbar } = draft;
  if (kind === 'sbar' && draft.kind !== 'sbar' && text !== '') {
    const situation = [sbar?.situation ?? '', text].filter(Boolean).join('\n');
    const others = sbar ?? { background: '', assessment: '', recommendation: '' };
    return { kind, text: '', sbar: { ...others, situation } };
  }
  if (kind !== 'sbar' && draft.kind === 'sbar' && sbar !== undefined) {
    const words = [text, ...Object.values(sbar)].filter(Boolean).join('\n');
    return { kind, text: words, sbar: emptySbar };
  }
  return { kind };
}

/** The words that the thread will be about; else the section, or the plan. */
function About({ draft, page }: { readonly draft: Draft; readonly page: DeskPage }): JSX.Element {
  const t = useTranslations('comments.composer');
  const { subject, quote } = draft;
  if (quote !== '') return <blockquote className={styles['quote']}>{quote}</blockquote>;
  if (subject.on === 'plan') return <p className={styles['about']}>{t('aboutPlan')}</p>;
  const heading = headingOf(subject.sectionKey, page);
  return <p className={styles['about']}>{t('aboutSection', { heading })}</p>;
}

/** Says why what was begun elsewhere did not become a comment of its own (RL6). */
function Kept({ draft, page }: { readonly draft: Draft; readonly page: DeskPage }): ReactNode {
  const t = useTranslations('rail.kept');
  const { subject, quote, isKept } = draft;
  if (isKept !== true) return null;
  const words =
    quote !== ''
      ? t('words', { quote })
      : subject.on === 'plan'
        ? t('plan')
        : t('section', { heading: headingOf(subject.sectionKey, page) });
  return (
    <p className={styles['about']} role="status">
      {words} {t('next')}
    </p>
  );
}

function headingOf(sectionKey: string, { plan }: DeskPage): string {
  return plan.sections.find(({ key }) => key === sectionKey)?.heading ?? '';
}

function More({
  desk,
  page,
  draft,
  audience,
}: {
  readonly desk: Desk;
  readonly page: DeskPage;
  readonly draft: Draft;
  readonly audience: Audience;
}): JSX.Element {
  const t = useTranslations('comments.composer');
  const [isOpen, setIsOpen] = useState(draft.assignment !== undefined);
  const toggle = (): void => {
    if (isOpen) desk.assignDraft(undefined);
    setIsOpen(!isOpen);
  };
  return (
    <div className={styles['more']}>
      <button type="button" aria-expanded={isOpen} onClick={toggle}>
        {t(isOpen ? 'fewer' : 'more')}
      </button>
      {isOpen ? (
        <AssignFields
          plan={page.plan}
          audience={audience}
          assignment={draft.assignment}
          onChange={(assignment) => desk.assignDraft(assignment)}
        />
      ) : null}
    </div>
  );
}

function DiscardDialog({
  onKeep,
  onDiscard,
}: {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}): JSX.Element {
  const t = useTranslations('comments.composer');
  return (
    <Modal
      opened
      onClose={onKeep}
      title={t('discardTitle')}
      closeButtonProps={{ 'aria-label': t('keep') }}
      centered
    >
      <p>{t('discardNext')}</p>
      <div className={styles['dialog']}>
        <Button data-autofocus onClick={onKeep}>
          {t('keep')}
        </Button>
        <Button variant="outline" color="red" onClick={onDiscard}>
          {t('discard')}
        </Button>
      </div>
    </Modal>
  );
}
