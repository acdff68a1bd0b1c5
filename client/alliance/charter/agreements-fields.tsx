import { type SeatId } from '@alliance/shared/alliance/alliance';
import { type Agreements, attendances, decisionRules } from '@alliance/shared/alliance/charter';
import { type DisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { SelectField, TextAreaField, TextField } from '../../ui/fields.tsx';

import seat from '../seat/seat-card.module.css';
import styles from './charter.module.css';

/** A seat that an agreement can name. */
export interface NamedSeat {
  readonly seatId: SeatId;
  readonly title: string;
  readonly disciplineKey: DisciplineKey;
}

interface FieldsProps {
  readonly agreements: Agreements;
  readonly seats: readonly NamedSeat[];
  readonly onChange: (agreements: Agreements) => void;
}

/** All agreements of a charter, to be changed. */
export function AgreementsFields(props: FieldsProps): JSX.Element {
  const t = useTranslations('alliance.charter');
  const { agreements, onChange } = props;
  const change = (part: Partial<Agreements>): void => onChange({ ...agreements, ...part });
  return (
    <>
      <Working {...props} />
      <SelectField
        label={t('decision')}
        value={agreements.decisionRule}
        options={decisionRules.map((rule) => [rule, t(`decisionRule.${rule}`)])}
        onChange={(value) => {
          const decisionRule = decisionRules.find((rule) => rule === value);
          if (decisionRule !== undefined) change({ decisionRule });
        }}
      />
      <div className={seat['twice']}>
        {(['routine', 'urgent', 'critical'] as const).map((kind) => (
          <TextField
            key={kind}
            label={`${t('responses')}: ${t(kind)}`}
            value={agreements.responses[kind]}
            onChange={(words) => change({ responses: { ...agreements.responses, [kind]: words } })}
          />
        ))}
      </div>
      <TextAreaField
        label={t('meeting')}
        value={agreements.meetingNorms}
        onChange={(meetingNorms) => change({ meetingNorms })}
      />
      <TextAreaField
        label={t('conflict')}
        value={agreements.conflictSteps}
        onChange={(conflictSteps) => change({ conflictSteps })}
      />
      <Named {...props} />
      <TextField
        type="date"
        label={t('review')}
        value={agreements.reviewBy}
        onChange={(reviewBy) => change({ reviewBy })}
      />
    </>
  );
}

function Working({ agreements, onChange }: FieldsProps): JSX.Element {
  const t = useTranslations('alliance.charter');
  const { working } = agreements;
  const write = (next: Agreements['working']): void => onChange({ ...agreements, working: next });
  return (
    <fieldset className={styles['working']}>
      <legend>{t('working')}</legend>
      {working.map(({ id, text }, index) => (
        <div key={id} className={styles['line']}>
          <TextAreaField
            rows={1}
            label={t('agreement', { number: index + 1 })}
            value={text}
            onChange={(words) =>
              write(working.map((each) => (each.id === id ? { id, text: words } : each)))
            }
          />
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={t('removeAgreement', { number: index + 1 })}
            onClick={() => write(working.filter((each) => each.id !== id))}
          >
            <IconX size={18} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => write([...working, { id: uuid(), text: '' }])}
        >
          {t('addAgreement')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Whose word counts, whom to go to, and how the patient takes part: each names a seat. */
function Named({ agreements, seats, onChange }: FieldsProps): JSX.Element {
  const t = useTranslations('alliance.charter');
  const { tieBreakSeatId, partnership, escalationPath } = agreements;
  const professionals = seats.filter(({ disciplineKey }) => !isPatientSide(disciplineKey));
  const others = seats.filter(({ disciplineKey }) => isPatientSide(disciplineKey));
  const find = (id: string): SeatId | undefined =>
    seats.find(({ seatId }) => seatId === id)?.seatId;
  return (
    <>
      <SeatSelect
        label={t('tieBreak')}
        nobody={t('noTieBreak')}
        seats={professionals}
        value={tieBreakSeatId}
        onChange={(id) => onChange(withTieBreak(agreements, find(id)))}
      />
      <SeatSelect
        label={t('escalation')}
        nobody={t('escalationNone')}
        seats={professionals}
        value={escalationPath[0]}
        onChange={(id) => {
          const first = find(id);
          const rest = escalationPath.slice(1).filter((each) => each !== first);
          onChange({ ...agreements, escalationPath: first === undefined ? [] : [first, ...rest] });
        }}
      />
      <SelectField
        label={t('partnership')}
        value={partnership.attends}
        options={attendances.map((each) => [each, t(`attends.${each}`)])}
        onChange={(value) => {
          const attends = attendances.find((each) => each === value);
          if (attends !== undefined)
            onChange({ ...agreements, partnership: { ...partnership, attends } });
        }}
      />
      {others.length === 0 ? null : (
        <SeatSelect
          label={t('represents')}
          nobody={t('representsNobody')}
          seats={others}
          value={partnership.representativeSeatId}
          onChange={(id) => onChange(withRepresentative(agreements, find(id)))}
        />
      )}
    </>
  );
}

function SeatSelect({
  label,
  nobody,
  seats,
  value,
  onChange,
}: {
  readonly label: string;
  readonly nobody: string;
  readonly seats: readonly NamedSeat[];
  readonly value: SeatId | undefined;
  readonly onChange: (seatId: string) => void;
}): JSX.Element {
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      options={[['', nobody], ...seats.map(({ seatId, title }) => [seatId, title] as const)]}
      onChange={onChange}
    />
  );
}

function withTieBreak(agreements: Agreements, seatId: SeatId | undefined): Agreements {
  const { tieBreakSeatId: _, ...others } = agreements;
  return seatId === undefined ? others : { ...others, tieBreakSeatId: seatId };
}

function withRepresentative(agreements: Agreements, seatId: SeatId | undefined): Agreements {
  const { attends } = agreements.partnership;
  return {
    ...agreements,
    partnership: seatId === undefined ? { attends } : { attends, representativeSeatId: seatId },
  };
}
