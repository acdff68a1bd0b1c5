/** The later steps: what each stands for, how to work together, consent, and whom to ask. */
import { sectionHeadings } from '@alliance/shared/careplan/section';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { TextField, TickField } from '../../ui/fields.tsx';
import { AskWhomInLine } from '../ask-whom.tsx';
import { AgreementsFields } from '../charter/agreements-fields.tsx';
import { ConsentFields } from '../consent-fields.tsx';
import { RoleFields } from '../seat/role-fields.tsx';
import { recorderOf, usualSections } from './check-draft.ts';
import { type DraftSeat } from './founding-draft.ts';
import { type StepProps } from './founding-page.tsx';
import { Step } from './step.tsx';

import styles from './founding.module.css';

function useSeatChange({
  draft,
  change,
}: StepProps): (seat: DraftSeat, part: Partial<DraftSeat>) => void {
  return (seat, part) =>
    change({ seats: draft.seats.map((each) => (each === seat ? { ...each, ...part } : each)) });
}

/** A role card for each seat, filled in to begin with. Mine is open. */
export function RolesStep(props: StepProps): JSX.Element {
  const t = useTranslations('alliance');
  const changeSeat = useSeatChange(props);
  return (
    <Step step="roles">
      <p className={styles['quiet']}>{t('found.rolesHelp')}</p>
      {props.draft.seats.map((seat, index) => (
        <details key={seat.seatId} className={styles['card']} open={index === 0}>
          <summary>
            {t(index === 0 ? 'found.cardMine' : 'found.cardTheirs', { seat: seat.words.title })}
          </summary>
          <div className={styles['fields']}>
            <RoleFields words={seat.words} onChange={(words) => changeSeat(seat, { words })} />
            <TextField
              label={t('words.contact')}
              help={t('words.contactHelp')}
              value={seat.contact}
              onChange={(contact) => changeSeat(seat, { contact })}
            />
            {index === 0 ? null : (
              <TickField
                label={t('words.required')}
                isTicked={seat.isRequired}
                onChange={(isRequired) => changeSeat(seat, { isRequired })}
              />
            )}
            <TickField
              label={t('words.steward')}
              isTicked={seat.isSteward}
              onChange={(isSteward) => changeSeat(seat, { isSteward })}
            />
          </div>
        </details>
      ))}
    </Step>
  );
}

/** How to work together, on one page; and which sections the plan has. */
export function CharterStep({ draft, change }: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  const { working } = draft.agreements;
  const recorder = recorderOf(draft);
  return (
    <Step step="charter">
      <p className={styles['quiet']}>{t('charterHelp')}</p>
      <ul className={styles['agreements']}>
        {working.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      {recorder === undefined ? null : (
        <p className={styles['quiet']}>{t('recorder', { seat: recorder.words.title })}</p>
      )}
      <details className={styles['card']}>
        <summary>{t('charterChange')}</summary>
        <div className={styles['fields']}>
          <AgreementsFields
            agreements={draft.agreements}
            seats={draft.seats.map(({ seatId, words, disciplineKey }) => ({
              seatId,
              title: words.title,
              disciplineKey,
            }))}
            onChange={(agreements) => change({ agreements })}
          />
        </div>
      </details>
      {draft.template === undefined ? <Sections draft={draft} change={change} /> : null}
    </Step>
  );
}

function Sections({ draft, change }: Pick<StepProps, 'draft' | 'change'>): JSX.Element {
  const t = useTranslations('alliance.found');
  const { withoutSections } = draft;
  return (
    <details className={styles['card']}>
      <summary>{t('sections')}</summary>
      <div className={styles['fields']}>
        <p className={styles['quiet']}>{t('sectionsHelp')}</p>
        {usualSections(draft.seats).map((key) => (
          <TickField
            key={key}
            label={sectionHeadings[key]}
            isTicked={!withoutSections.includes(key)}
            onChange={(isTicked) => {
              const others = withoutSections.filter((each) => each !== key);
              change({ withoutSections: isTicked ? others : [...others, key] });
            }}
          />
        ))}
      </div>
    </details>
  );
}

/** What the patient has said, why nobody can be asked, or later. */
export function ConsentStep({ draft, change, missing }: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <Step step="consent">
      {draft.isConsentLater ? null : (
        <ConsentFields
          words={draft.consent}
          isMissing={missing.some(({ step }) => step === 'consent')}
          onChange={(consent) => change({ consent })}
        />
      )}
      <TickField
        label={
          <>
            {t('consentLater')} <span className={styles['quiet']}>{t('consentLaterHelp')}</span>
          </>
        }
        isTicked={draft.isConsentLater}
        onChange={(isConsentLater) => change({ isConsentLater })}
      />
    </Step>
  );
}

/** Whom to ask for each seat but mine. */
export function InviteStep(props: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  const changeSeat = useSeatChange(props);
  return (
    <Step step="invite">
      <p className={styles['quiet']}>{t('inviteHelp')}</p>
      {props.draft.seats.slice(1).map((seat) => (
        <AskWhomInLine
          key={seat.seatId}
          label={seat.words.title}
          nobody={t('inviteLater')}
          whom={seat.whom}
          isMissing={props.missing.some((each) => each.seat === seat && each.what === 'who')}
          onChange={(whom) => changeSeat(seat, { whom })}
        />
      ))}
    </Step>
  );
}
