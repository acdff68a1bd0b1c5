import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { SelectField, TextAreaField, TextField } from '../../../ui/fields.tsx';
import { scaleWords } from '../goal-facts.tsx';
import { signed, today } from '../item-words.ts';
import { type ItemParts, type ItemViewOf } from '../items-context.ts';
import { FormDialog } from './form-dialog.tsx';
import { useKeptBoxes } from './use-item-form.ts';

import styles from './form-dialog.module.css';

const scores = [2, 1, 0, -1, -2] as const;

/** One look at how far a goal is: a day, and at least one of measure, step and words. */
export function ProgressDialog({
  items,
  item,
  onClose,
}: ItemParts<ItemViewOf<'goal'>> & { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('items');
  const [first] = useState(() => ({ on: today() }));
  const { read, write, isBegun, drop } = useKeptBoxes(items.desk, `progress ${item.id}`, first);
  const [on, value, score, note] = [read('on'), read('value'), read('score'), read('note')];
  const unit = item.fields.unit.value;
  const isEmpty = [value, score, note].every((text) => text.trim() === '');
  const close = (): void => {
    drop();
    onClose();
  };
  const add = (): void => {
    const seen = { id: uuid(), on, value: value.trim(), note: note.trim() };
    void items.desk.change(item.id, {
      type: 'progress',
      progress: score === '' ? seen : { ...seen, score: Number(score) },
    });
    close();
  };
  return (
    <FormDialog
      title={t('progress.title')}
      sure={t('progress.save')}
      isReady={!isEmpty && on !== '' && on <= today()}
      isChanged={isBegun}
      onSure={add}
      onClose={close}
    >
      <div className={styles['grid']}>
        <div data-width={3}>
          <TextField
            type="date"
            label={t('progress.on')}
            value={on}
            onChange={(text) => write('on', text)}
          />
        </div>
        <div data-width={3}>
          <TextField
            label={unit === '' ? t('progress.value') : t('progress.valueIn', { unit })}
            value={value}
            onChange={(text) => write('value', text)}
          />
        </div>
        <SelectField
          label={t('progress.score')}
          value={score}
          options={[
            ['', t('progress.noScore')],
            ...scores.map(
              (each) =>
                [
                  String(each),
                  `${signed(each)} ${stepWords(item, each) || scaleWords(each, t)}`,
                ] as const,
            ),
          ]}
          onChange={(text) => write('score', text)}
        />
        <TextAreaField
          label={t('progress.note')}
          value={note}
          onChange={(text) => write('note', text)}
        />
      </div>
      {isEmpty ? <p className={styles['hint']}>{t('progress.empty')}</p> : null}
    </FormDialog>
  );
}

/** What the team wrote for a step. */
function stepWords({ fields }: ItemViewOf<'goal'>, score: (typeof scores)[number]): string {
  const steps = {
    '2': fields.stepMuchMore,
    '1': fields.stepMore,
    '0': fields.stepExpected,
    '-1': fields.stepLess,
    '-2': fields.stepMuchLess,
  } as const;
  return steps[`${score}`].value;
}
