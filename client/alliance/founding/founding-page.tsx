import { type Person } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { SureButton } from '../../ui/sure-button.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { CharterStep, ConsentStep, InviteStep, RolesStep } from './agreeing-steps.tsx';
import { PatientStep, PurposeStep, TeamStep } from './beginning-steps.tsx';
import { Begun } from './begun.tsx';
import { type Missing, missingIn } from './check-draft.ts';
import { type FoundingDraft, keepDraft, keptDraft, newDraft } from './founding-draft.ts';
import { MissingList } from './missing-list.tsx';
import { StepList } from './step-list.tsx';
import { useFounding } from './use-founding.ts';

import styles from './founding.module.css';

/** What every step of the page is given. */
export interface StepProps {
  readonly draft: FoundingDraft;
  readonly change: (part: Partial<FoundingDraft>) => void;
  /** What was missing when it was sent. */
  readonly missing: readonly Missing[];
}

/** Begins an alliance on one page: for whom, who, what for, what each stands for, how to work together, consent and invitations. Nothing that was typed is lost. */
export function FoundingPage({
  person,
  menu,
}: {
  readonly person: Person;
  readonly menu: ReactNode;
}): JSX.Element {
  const t = useTranslations('alliance.found');
  const { draft, change, startOver } = useDraft(person.id);
  useDocumentTitle(t('documentTitle', { person: person.name }));
  useAskBeforeClosing(draft);
  const hasBegun = draft.progress.done.length > 0;
  const founding = useFounding(draft, (progress) => change({ progress }));
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        {hasBegun ? (
          <Begun draft={draft} founding={founding} onAnother={startOver} />
        ) : (
          <Form draft={draft} change={change} founding={founding} onStartOver={startOver} />
        )}
      </main>
    </>
  );
}

function Form({
  draft,
  change,
  founding,
  onStartOver,
}: Pick<StepProps, 'draft' | 'change'> & {
  readonly founding: ReturnType<typeof useFounding>;
  readonly onStartOver: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.found');
  const [isTried, setIsTried] = useState(false);
  const [wasKept] = useState(() => isTyped(draft));
  const missing = missingIn(draft);
  const summary = useRef<HTMLDivElement>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (missing.length === 0) void founding.begin();
    else requestAnimationFrame(() => summary.current?.focus());
  };
  const step: StepProps = { draft, change, missing: isTried ? missing : [] };
  return (
    <form className={styles['page']} onSubmit={submit} noValidate>
      <header className={styles['head']}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        {wasKept ? (
          <Notice
            tone="info"
            actions={
              <SureButton
                label={t('startOver')}
                question={t('startOverSure')}
                onSure={onStartOver}
              />
            }
          >
            {t('kept')}
          </Notice>
        ) : null}
      </header>
      <StepList missing={missing} />
      <div className={styles['steps']}>
        <TeamStep {...step} />
        <PatientStep {...step} />
        <PurposeStep {...step} />
        <RolesStep {...step} />
        <CharterStep {...step} />
        <ConsentStep {...step} />
        <InviteStep {...step} />
        <div ref={summary} tabIndex={-1} className={styles['end']}>
          {isTried && missing.length > 0 ? <MissingList missing={missing} /> : null}
          <RefusalWords error={founding.error} />
          <p className={styles['quiet']}>{t('beginHelp')}</p>
          <div>
            <Button type="submit" size="md" loading={founding.stage !== undefined}>
              {t('begin')}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}

function useDraft(personId: string): {
  readonly draft: FoundingDraft;
  readonly change: (part: Partial<FoundingDraft>) => void;
  readonly startOver: () => void;
} {
  const [draft, setDraft] = useState(() => keptDraft(personId) ?? newDraft());
  useEffect(() => keepDraft(personId, draft), [personId, draft]);
  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    startOver: () => setDraft(newDraft()),
  };
}

/** Whether something is there that nobody would like to type again. */
function isTyped({ patient, purpose, name }: FoundingDraft): boolean {
  return patient.name !== '' || purpose !== '' || name !== undefined;
}

/** The tab holds the only copy of what was typed, and of links that were made. */
function useAskBeforeClosing(draft: FoundingDraft): void {
  const isOnlyHere =
    draft.progress.done.length === 0 ? isTyped(draft) : draft.progress.links.length > 0;
  useEffect(() => {
    if (!isOnlyHere) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOnlyHere]);
}
