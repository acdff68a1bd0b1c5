import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import {
  type DisciplineKey,
  disciplines,
  isDisciplineKey,
  isPatientSide,
} from '@alliance/shared/alliance/discipline';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { SelectField, TextField, TickField } from '../../ui/fields.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { useCommanding } from '../use-alliance.ts';
import { useDisciplineName } from '../words.ts';

/** Adds a seat: its discipline, what the team calls it, and whether it is required. The role card is written afterwards, best by whoever sits there. */
export function AddSeatDialog({
  alliance,
  onClose,
}: {
  readonly alliance: AllianceView;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.add');
  const name = useDisciplineName();
  const { send, ...sending } = useCommanding(alliance.id);
  const [seatId] = useState(() => toSeatId(uuid()));
  const [discipline, setDiscipline] = useState<DisciplineKey>('physician');
  const [title, setTitle] = useState('');
  const [isRequired, setIsRequired] = useState(true);
  const add = (): Promise<boolean> =>
    send({
      type: 'add-seat',
      seat: {
        seatId,
        role: {
          disciplineKey: discipline,
          title: title.trim() === '' ? name(discipline) : title.trim(),
          responsibilities: [],
          offers: [],
          needs: [],
        },
        isRequired: isRequired && !isPatientSide(discipline),
        isLead: false,
        isSteward: false,
        contact: '',
        scope: [],
      },
    });
  return (
    <ActionDialog
      title={t('title')}
      sure={t('save')}
      sending={sending}
      onSure={add}
      onClose={onClose}
    >
      <SelectField
        label={t('discipline')}
        value={discipline}
        options={Object.keys(disciplines).map((key) => [key, name(key)])}
        onChange={(key) => {
          if (isDisciplineKey(key)) setDiscipline(key);
        }}
      />
      <TextField
        label={t('seatTitle')}
        help={t('seatTitleHelp')}
        value={title}
        onChange={setTitle}
      />
      {isPatientSide(discipline) ? null : (
        <TickField label={t('required')} isTicked={isRequired} onChange={setIsRequired} />
      )}
      <p>{t('consequence')}</p>
    </ActionDialog>
  );
}
