import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextAreaField } from '../../../ui/fields.tsx';
import { mySeatBefore } from '../goal-seats.ts';
import { type ItemParts } from '../items-context.ts';
import { Focused } from './edit-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

import styles from './form-dialog.module.css';

/** What one text is asked for. */
export type WordsAbout = 'part' | 'disagree' | 'strike' | 'done';

/** Asks for one text: my part, why I disagree, why it is struck, what was seen. */
export function WordsDialog({
  items,
  item,
  about,
  onClose,
}: ItemParts & { readonly about: WordsAbout; readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('items');
  const box = `${about} ${item.id}`;
  const mine = item.kind === 'goal' ? mySeatBefore(items, item) : undefined;
  const before = about === 'part' ? (mine?.part?.contributed?.text ?? '') : '';
  // What a colleague of the seat says after this was begun has not been read here.
  const [{ inPlaceOf = '', text: begun }] = useState(
    items.desk.drafts.get().get(box) ?? {
      text: before,
      inPlaceOf: mine?.part?.contributed?.at ?? '',
    },
  );
  const [text, setText] = useState(begun ?? before);
  const words = {
    part: { title: t('part.title'), label: t('part.label'), sure: t('part.save') },
    disagree: { title: t('answer.title'), label: t('answer.label'), sure: t('answer.save') },
    strike: {
      title: t(`strike.title.${item.kind}`),
      label: t('strike.label'),
      sure: t('strike.save'),
    },
    done: { title: t('done.title'), label: t('done.note'), sure: t('done.save') },
  }[about];
  const close = (): void => {
    items.desk.keep(box, undefined);
    onClose();
  };
  const command = commandOf(about, text.trim(), { seatId: mine?.seat.id, inPlaceOf });
  return (
    <FormDialog
      title={words.title}
      sure={words.sure}
      isReady={command !== undefined && (about === 'done' || text.trim() !== '')}
      isChanged={text.trim() !== '' && text !== before}
      isDangerous={about === 'strike'}
      onSure={() => {
        if (command !== undefined) void items.desk.change(item.id, command);
        close();
      }}
      onClose={close}
    >
      {about === 'strike' ? <p className={styles['hint']}>{t('strike.lead')}</p> : null}
      <Focused field={undefined}>
        <TextAreaField
          label={words.label}
          rows={3}
          isRequired={about !== 'done'}
          value={text}
          onChange={(next) => {
            setText(next);
            items.desk.keep(box, next.trim() === '' ? undefined : { text: next, inPlaceOf });
          }}
        />
      </Focused>
    </FormDialog>
  );
}

function commandOf(
  about: WordsAbout,
  text: string,
  mine: { readonly seatId: string | undefined; readonly inPlaceOf: string },
): ItemCommand | undefined {
  if (about === 'strike') return { type: 'strike', reason: text };
  if (about === 'done') return { type: 'done', note: text };
  if (mine.seatId === undefined) return undefined;
  const { inPlaceOf } = mine;
  const seatId = toSeatId(mine.seatId);
  return about === 'part'
    ? { type: 'contribute', seatId, text, ...(inPlaceOf !== '' && { inPlaceOf }) }
    : { type: 'answer', seatId, answer: 'disagree', note: text };
}
