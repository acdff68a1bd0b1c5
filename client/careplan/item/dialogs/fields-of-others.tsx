import { interventionStatuses, timingUnits } from '@alliance/shared/careplan/item/intervention';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField, TextField, TickField } from '../../../ui/fields.tsx';
import { Box, type BoxesProps } from './box.tsx';
import { useSeatOptions } from './fields-of-goal.tsx';
import { type TimingBoxes, readBoxes, timesIn, writeBoxes, isCount } from './form-values.ts';

import styles from './form-dialog.module.css';

/** The boxes of an intervention. */
export function InterventionBoxes(props: BoxesProps): JSX.Element {
  const t = useTranslations('items');
  return (
    <>
      <div className={styles['grid']}>
        <Box {...props} name="text" kind="lines" />
        <Box {...props} name="responsible" options={useSeatOptions(props.items)} width={3} />
        <Box
          {...props}
          name="status"
          isNeeded
          options={interventionStatuses.map((each) => [each, t(`status.${each}`)])}
          width={3}
        />
      </div>
      <TimingGroup {...props} />
      <div className={styles['grid']}>
        <Box {...props} name="startOn" kind="date" width={3} />
        <Box {...props} name="endOn" kind="date" width={3} />
        <Box {...props} name="location" />
        <Box {...props} name="patientPart" kind="lines" />
        <Box {...props} name="precautions" kind="lines" />
        <Box {...props} name="stopRule" kind="lines" />
      </div>
    </>
  );
}

function TimingGroup({ form }: BoxesProps): JSX.Element {
  const t = useTranslations('items.form');
  const boxes = readBoxes(form.read('frequency'));
  const change = (part: Partial<TimingBoxes>): void =>
    form.write('frequency', writeBoxes({ ...boxes, ...part }));
  const isWritten = writeBoxes(boxes) !== '';
  const troubleOf = (text: string): string | undefined =>
    isWritten && !isCount(text) ? t('countWrong') : undefined;
  const isDaily = boxes.period.trim() === '1' && boxes.unit === 'd';
  return (
    <fieldset className={styles['group']} data-field="frequency">
      <legend>{t('often')}</legend>
      <div className={styles['grid']}>
        <div data-width={2}>
          <TextField
            type="number"
            label={t('count')}
            trouble={troubleOf(boxes.count)}
            value={boxes.count}
            onChange={(count) => change({ count })}
          />
        </div>
        <div data-width={2}>
          <TextField
            type="number"
            label={t('period')}
            trouble={troubleOf(boxes.period)}
            value={boxes.period}
            onChange={(period) => change({ period })}
          />
        </div>
        <div data-width={2}>
          <SelectField
            label={t('unitOf')}
            value={boxes.unit}
            options={timingUnits.map((each) => [each, t(`units.${each}`)])}
            onChange={(unit) => change({ unit: timingUnits.find((each) => each === unit) ?? 'd' })}
          />
        </div>
        {isDaily ? (
          <TextField
            label={t('timesOfDay')}
            help={t('timesHelp')}
            trouble={timesIn(boxes.times) === undefined ? t('timesWrong') : undefined}
            value={boxes.times}
            onChange={(times) => change({ times })}
          />
        ) : null}
        <TickField
          label={t('asNeeded')}
          isTicked={boxes.isAsNeeded}
          onChange={(isAsNeeded) => change({ isAsNeeded })}
        />
      </div>
    </fieldset>
  );
}

/** The boxes of a row. */
export function ContingencyBoxes(props: BoxesProps): JSX.Element {
  return (
    <div className={styles['grid']}>
      <Box {...props} name="condition" kind="lines" />
      <Box {...props} name="action" kind="lines" />
      <Box {...props} name="call" kind="lines" />
    </div>
  );
}
