/** The first steps: who works together, for whom, and what for. */
import {
  type DisciplineKey,
  disciplines,
  isDisciplineKey,
  isPatientSide,
} from '@alliance/shared/alliance/discipline';
import {
  type StarterKey,
  starterKeys,
  starters,
} from '@alliance/shared/alliance/templates/starters';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx';
import { useDisciplineName } from '../words.ts';
import { type DraftSeat, seatOfTemplate } from './founding-draft.ts';
import { type StepProps } from './founding-page.tsx';
import { Step } from './step.tsx';
import { TemplateChoice, withTemplate } from './template-choice.tsx';
import { nameOf } from './use-founding.ts';
import { useStartingSeat } from './use-starting-seat.ts';

import seatStyles from '../seat/seat-card.module.css';
import styles from './founding.module.css';

/** Two people or a team, and which disciplines. */
export function TeamStep({ draft, change, missing }: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  const isTooFew = missing.some(({ what }) => what === 'seats');
  const choose = (kind: 'two' | 'team'): void => {
    if (kind === 'team') change({ kind });
    else change({ ...withTemplate(draft, undefined), kind });
  };
  return (
    <Step step="team">
      <ChoiceField
        label={t('kind')}
        value={draft.kind}
        options={[
          ['two', <Kind key="two" name={t('two')} help={t('twoHelp')} />],
          ['team', <Kind key="team" name={t('team')} help={t('teamHelp')} />],
        ]}
        onChange={choose}
      />
      {draft.kind === 'two' ? (
        <Pair draft={draft} change={change} />
      ) : (
        <Team draft={draft} change={change} />
      )}
      {isTooFew ? (
        <p className={styles['trouble']} role="alert">
          {t('missing.seats')}
        </p>
      ) : null}
    </Step>
  );
}

function Kind({ name, help }: { readonly name: string; readonly help: string }): JSX.Element {
  return (
    <>
      <strong>{name}</strong> <span className={styles['quiet']}>{help}</span>
    </>
  );
}

type Change = Pick<StepProps, 'draft' | 'change'>;

function Pair({ draft, change }: Change): JSX.Element {
  const t = useTranslations('alliance.found');
  const startingSeat = useStartingSeat();
  const [mine, theirs] = draft.seats;
  const keys = new Set(draft.seats.map(({ disciplineKey }) => disciplineKey));
  const isChosen = (key: StarterKey): boolean =>
    starters[key].seats.every(({ role }) => keys.has(role.disciplineKey));
  return (
    <>
      <div className={styles['choices']}>
        {starterKeys.map((key) => (
          <Button
            key={key}
            size="compact-md"
            variant={isChosen(key) ? 'filled' : 'default'}
            aria-pressed={isChosen(key)}
            onClick={() => change({ seats: starters[key].seats.map(seatOfTemplate) })}
          >
            {t(`pairs.${key}`)}
          </Button>
        ))}
        {mine === undefined || theirs === undefined ? null : (
          <Button
            size="compact-md"
            variant="default"
            onClick={() => change({ seats: [theirs, mine] })}
          >
            {t('swap')}
          </Button>
        )}
      </div>
      <div className={seatStyles['twice']}>
        {draft.seats.map((seat, index) => (
          <Discipline
            key={seat.seatId}
            label={t(index === 0 ? 'me' : 'them')}
            seat={seat}
            onChange={(disciplineKey) =>
              change({ seats: withDiscipline(draft.seats, seat, startingSeat(disciplineKey)) })
            }
          />
        ))}
      </div>
    </>
  );
}

function Discipline({
  label,
  seat,
  isProfessional = true,
  onChange,
}: {
  readonly label: string;
  readonly seat: DraftSeat;
  readonly isProfessional?: boolean;
  readonly onChange: (disciplineKey: DisciplineKey) => void;
}): JSX.Element {
  const name = useDisciplineName();
  const options = Object.keys(disciplines)
    .filter(isDisciplineKey)
    .filter((key) => !isProfessional || !isPatientSide(key))
    .map((key) => [key, name(key)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other));
  return (
    <SelectField
      label={label}
      value={seat.disciplineKey}
      options={options}
      onChange={(key) => {
        if (isDisciplineKey(key)) onChange(key);
      }}
    />
  );
}

function Team({ draft, change }: Change): JSX.Element {
  const t = useTranslations('alliance.found');
  const startingSeat = useStartingSeat();
  const { seats } = draft;
  return (
    <>
      <TemplateChoice draft={draft} change={change} />
      <SelectField
        label={t('mySeat')}
        help={t('mySeatHelp')}
        value={seats[0]?.seatId ?? ''}
        options={seats
          .filter(({ disciplineKey }) => !isPatientSide(disciplineKey))
          .map(({ seatId, words }) => [seatId, words.title])}
        onChange={(seatId) => change({ seats: withMine(seats, seatId) })}
      />
      <h3>{t('seatsTitle')}</h3>
      <ul className={styles['team']}>
        {seats.map((seat, index) => (
          <li key={seat.seatId}>
            <Discipline
              label={`${index + 1}. ${seat.words.title}`}
              isProfessional={index === 0}
              seat={seat}
              onChange={(key) => change({ seats: withDiscipline(seats, seat, startingSeat(key)) })}
            />
            {index === 0 ? null : (
              <ActionIcon
                size="lg"
                variant="subtle"
                color="gray"
                aria-label={t('removeSeat', { seat: seat.words.title })}
                onClick={() => change({ seats: seats.filter((each) => each !== seat) })}
              >
                <IconX size={18} aria-hidden="true" />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => change({ seats: [...seats, startingSeat('physical-therapist')] })}
        >
          {t('addSeat')}
        </Button>
      </div>
    </>
  );
}

/** The seats with mine before the others. */
function withMine(seats: readonly DraftSeat[], seatId: string): readonly DraftSeat[] {
  const isMine = (seat: DraftSeat): boolean => seat.seatId === seatId;
  return [...seats.filter(isMine), ...seats.filter((seat) => !isMine(seat))];
}

/** Another discipline brings its own role card; what was arranged about the seat stays. */
function withDiscipline(
  seats: readonly DraftSeat[],
  seat: DraftSeat,
  { disciplineKey, words, isRequired }: DraftSeat,
): readonly DraftSeat[] {
  return seats.map((each) =>
    each === seat ? { ...seat, disciplineKey, words, isRequired, scope: [] } : each,
  );
}

/** For whom. What is not known may stay empty. */
export function PatientStep({ draft: { patient }, change, missing }: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  const write = (part: Partial<typeof patient>): void =>
    change({ patient: { ...patient, ...part } });
  const trouble = (what: 'patientName' | 'born'): string | undefined =>
    missing.some((each) => each.what === what) ? t(`missing.${what}`) : undefined;
  return (
    <Step step="patient">
      <div className={seatStyles['twice']}>
        <TextField
          label={t('patientName')}
          isRequired
          value={patient.name}
          trouble={trouble('patientName')}
          onChange={(name) => write({ name })}
        />
        <TextField
          label={t('preferredName')}
          help={t('preferredHelp')}
          value={patient.preferredName}
          onChange={(preferredName) => write({ preferredName })}
        />
        <TextField
          type="date"
          label={t('born')}
          isRequired
          value={patient.bornOn}
          trouble={trouble('born')}
          onChange={(bornOn) => write({ bornOn })}
        />
        <TextField
          label={t('number')}
          help={t('numberHelp')}
          value={patient.identifier}
          onChange={(identifier) => write({ identifier })}
        />
      </div>
      <p className={styles['quiet']}>{t('patientHelp')}</p>
    </Step>
  );
}

/** What for, in one sentence, and what the alliance is called. */
export function PurposeStep({ draft, change, missing }: StepProps): JSX.Element {
  const t = useTranslations('alliance.found');
  const isMissing = missing.some(({ what }) => what === 'purpose');
  return (
    <Step step="purpose">
      <TextAreaField
        label={t('purpose')}
        help={t('purposeHelp', { example: t('purposeExample') })}
        isRequired
        value={draft.purpose}
        trouble={isMissing ? t('missing.purpose') : undefined}
        onChange={(purpose) => change({ purpose })}
      />
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        value={nameOf(draft)}
        onChange={(name) => change({ name })}
      />
    </Step>
  );
}
