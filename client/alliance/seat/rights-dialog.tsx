import { defaultRight } from '@alliance/shared/access/access-table';
import { type SectionRight, sectionRights } from '@alliance/shared/access/section-right';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type AllianceSection, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { Button } from '@mantine/core';
import { type JSX, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

import { ActionDialog } from '../action-dialog.tsx';
import { useCommanding } from '../use-alliance.ts';
import { useRightOptions } from '../words.ts';
import { type SeatDialogProps } from './seat-dialog.tsx';

import fields from '../../ui/fields.module.css';
import styles from './seat-card.module.css';

/** What a seat may do in each section, the usual of its discipline marked. */
export function RightsDialog({ alliance, seat, onClose }: SeatDialogProps): JSX.Element {
  const t = useTranslations('alliance.rights');
  const { send, ...sending } = useCommanding(alliance.id);
  const [chosen, setChosen] = useState<ReadonlyMap<SectionKey, SectionRight>>(
    () => new Map(seat.rights.map(({ sectionKey, right }) => [sectionKey, right])),
  );
  const usual = (section: AllianceSection): SectionRight => usualRight(seat, section);
  const scope = alliance.sections
    .map((section) => ({ section, right: chosen.get(section.key) ?? usual(section) }))
    .filter(({ section, right }) => right !== usual(section))
    .map(({ section, right }) => ({ sectionKey: section.key, right }));
  return (
    <ActionDialog
      title={t('title', { seat: seat.title })}
      sure={t('save')}
      sending={sending}
      onSure={() => send({ type: 'set-scope', seatId: toSeatId(seat.id), scope })}
      onClose={onClose}
      size="lg"
    >
      <p className={styles['quiet']}>{t('help')}</p>
      {alliance.mySeatIds.includes(seat.id) ? <p>{t('own')}</p> : null}
      <ul className={styles['table']}>
        {alliance.sections.map((section) => (
          <SectionRights
            key={section.key}
            section={section}
            usual={usual(section)}
            right={chosen.get(section.key) ?? usual(section)}
            onChange={(right) => setChosen((before) => new Map(before).set(section.key, right))}
          />
        ))}
      </ul>
      <div>
        <Button size="compact-sm" variant="default" onClick={() => setChosen(new Map())}>
          {t('reset')}
        </Button>
      </div>
    </ActionDialog>
  );
}

function SectionRights({
  section,
  usual,
  right,
  onChange,
}: {
  readonly section: AllianceSection;
  readonly usual: SectionRight;
  readonly right: SectionRight;
  readonly onChange: (right: SectionRight) => void;
}): JSX.Element {
  const id = useId();
  const options = useRightOptions();
  return (
    <li>
      <label htmlFor={id}>{section.heading}</label>
      <select
        id={id}
        className={fields['box']}
        value={right}
        onChange={({ target }) => {
          const next = sectionRights.find((each) => each === target.value);
          if (next !== undefined) onChange(next);
        }}
      >
        {options(usual).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </li>
  );
}

/** What applies where the charter says nothing: in a restricted section only who writes it by default has anything. */
function usualRight({ disciplineKey }: SeatView, section: AllianceSection): SectionRight {
  if (!isDisciplineKey(disciplineKey)) return 'none';
  const right = defaultRight(disciplineKey, section.key);
  return section.isRestricted && right !== 'edit' ? 'none' : right;
}
