import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { LinkBox } from '../seat/link-made.tsx';
import { useDay } from '../words.ts';
import { type FoundingDraft, stages } from './founding-draft.ts';
import { type Founding } from './use-founding.ts';

import styles from './founding.module.css';

/** The alliance exists: what is being done, what stopped, the links to pass on, and what is left to do. */
export function Begun({
  draft,
  founding,
  onAnother,
}: {
  readonly draft: FoundingDraft;
  readonly founding: Founding;
  readonly onAnother: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.found');
  const { allianceId, progress } = draft;
  const isDone = progress.done.length === stages.length;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the keyboard is gone with the form, and once more when all is done.
    if (isDone || document.activeElement === document.body) heading.current?.focus();
  }, [isDone]);
  return (
    <div className={styles['begun']}>
      <h1 ref={heading} tabIndex={-1}>
        {t('done')}
      </h1>
      {founding.stage === undefined ? null : <p role="status">{t(`doing.${founding.stage}`)}</p>}
      {isDone || founding.stage !== undefined ? null : <Stopped founding={founding} />}
      {isDone ? <p>{t(progress.links.length > 0 ? 'doneText' : 'doneTextNoLink')}</p> : null}
      <Passed draft={draft} />
      {founding.stage !== undefined ? null : (
        <div className={styles['choices']}>
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/alliances/$allianceId/charter" params={{ allianceId }} />
            )}
          >
            {t('toCharter')}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/alliances/$allianceId" params={{ allianceId }} />
            )}
          >
            {t('toAlliance')}
          </Button>
          <Button variant="subtle" onClick={onAnother}>
            {t('another')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Stopped({ founding }: { readonly founding: Founding }): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <>
      <Notice
        tone="warn"
        actions={
          <Button size="compact-sm" onClick={() => void founding.begin()}>
            {t('again')}
          </Button>
        }
      >
        {t('stopped')}
      </Notice>
      <RefusalWords error={founding.error} />
    </>
  );
}

/** The links to pass on, and who was asked by name. */
function Passed({ draft }: { readonly draft: FoundingDraft }): JSX.Element {
  const t = useTranslations('alliance.found');
  const day = useDay();
  const { links, asked, unknown, view } = draft.progress;
  const titleOf = (seatId: string): string =>
    draft.seats.find((seat) => seat.seatId === seatId)?.words.title ?? '';
  return (
    <>
      {links.map((link) => (
        <section key={link.seatId} className={styles['step']}>
          <h2>{t('linkFor', { seat: titleOf(link.seatId) })}</h2>
          <p className={styles['quiet']}>{t('linkHelp', { date: day(link.expiresAt) })}</p>
          <LinkBox link={link} label={t('linkFor', { seat: titleOf(link.seatId) })} />
        </section>
      ))}
      {asked.map((seatId) => {
        const name = view?.seats.find(({ id }) => id === seatId)?.asked?.name ?? '';
        return <p key={seatId}>{t('asked', { name, seat: titleOf(seatId) })}</p>;
      })}
      {unknown.map((seatId) => {
        const email = draft.seats.find((seat) => seat.seatId === seatId)?.whom?.email.trim() ?? '';
        return (
          <Notice key={seatId} tone="warn">
            {t('unknown', { email, seat: titleOf(seatId) })}
          </Notice>
        );
      })}
    </>
  );
}
