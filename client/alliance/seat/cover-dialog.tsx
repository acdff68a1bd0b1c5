import { type Coverage, coverageKinds, toSeatId } from '@alliance/shared/alliance/alliance';
import { type Person, toPersonId } from '@alliance/shared/identity/person';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField, TextField } from '../../ui/fields.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { Colleagues } from '../ask-whom.tsx';
import { useCommanding } from '../use-alliance.ts';
import { localMinute } from './local-minute.ts';
import { type SeatDialogProps } from './seat-dialog.tsx';

import styles from './seat-card.module.css';

interface Shift {
  readonly personId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: Coverage['kind'];
}

/** Arranges who covers a seat for a while. */
export function CoverDialog({
  alliance,
  seat,
  person,
  onClose,
}: SeatDialogProps & { readonly person: Person }): JSX.Element {
  const t = useTranslations('alliance.cover');
  const { send, ...sending } = useCommanding(alliance.id);
  const [shift, setShift] = useState<Shift>(() => ({
    personId: '',
    from: localMinute(new Date()),
    to: '',
    kind: 'cover',
  }));
  const [isTried, setIsTried] = useState(false);
  const trouble = isTried ? troubleOf(shift) : undefined;
  const arrange = async (): Promise<boolean> => {
    setIsTried(true);
    if (troubleOf(shift) !== undefined) return false;
    return send({ type: 'cover', seatId: toSeatId(seat.id), coverage: coverageOf(shift) });
  };
  const change = (part: Partial<Shift>): void => setShift((before) => ({ ...before, ...part }));
  const others = alliance.seats
    .flatMap(({ coverage }) => coverage)
    .map(({ personId, name }) => [personId, name] as const);
  return (
    <ActionDialog
      title={t('title', { seat: seat.title })}
      sure={t('save')}
      sending={sending}
      onSure={arrange}
      onClose={onClose}
    >
      <Colleagues
        label={t('who')}
        personId={shift.personId}
        others={[...new Map([[person.id, person.name], ...others])]}
        trouble={trouble === 'whoMissing' ? t(trouble) : undefined}
        onChange={(personId) => change({ personId })}
      />
      <div className={styles['twice']}>
        <TextField
          type="datetime-local"
          label={t('from')}
          value={shift.from}
          trouble={trouble === 'fromMissing' ? t(trouble) : undefined}
          onChange={(from) => change({ from })}
        />
        <TextField
          type="datetime-local"
          label={t('to')}
          help={t('toHelp')}
          value={shift.to}
          trouble={trouble === 'ends' ? t(trouble) : undefined}
          onChange={(to) => change({ to })}
        />
      </div>
      <SelectField
        label={t('kind')}
        value={shift.kind}
        options={(['cover', 'trainee', 'primary'] as const).map((kind) => [
          kind,
          t(`kinds.${kind}`),
        ])}
        onChange={(value) => {
          const kind = coverageKinds.find((each) => each === value);
          if (kind !== undefined) change({ kind });
        }}
      />
      <p className={styles['quiet']}>{t('grace')}</p>
    </ActionDialog>
  );
}

function troubleOf({
  personId,
  from,
  to,
}: Shift): 'whoMissing' | 'fromMissing' | 'ends' | undefined {
  if (personId === '') return 'whoMissing';
  if (from === '') return 'fromMissing';
  return to !== '' && to <= from ? 'ends' : undefined;
}

function coverageOf({ personId, from, to, kind }: Shift): Omit<Coverage, 'handover'> {
  return {
    personId: toPersonId(personId),
    from: new Date(from).toISOString(),
    ...(to === '' ? {} : { to: new Date(to).toISOString() }),
    kind,
  };
}
