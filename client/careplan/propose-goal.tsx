import { toSeatId } from '@alliance/shared/alliance/alliance';
import { toItemId } from '@alliance/shared/careplan/item/item';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';
import { v7 as uuid } from 'uuid';

import { TextAreaField } from '../ui/fields.tsx';
import { useStore } from '../ui/use-store.ts';
import { type StartPlaces } from './item/item-desk.ts';
import { type Items } from './item/items-context.ts';

import styles from './patient-page.module.css';

const box = 'propose goal';

/** A goal in one's own words: the team sees it at once, and takes it up. */
export function ProposeGoal({ items }: { readonly items: Items }): JSX.Element | null {
  const t = useTranslations('items.mine');
  const places = useStore<StartPlaces>(items.desk.startPlaces, []);
  const draft = useStore(items.desk.drafts, items.desk.drafts.get()).get(box)?.['text'];
  const [isOpen, setIsOpen] = useState(draft !== undefined);
  const place = places.find(({ sectionKey }) => sectionKey === 'what-matters') ?? places[0];
  const patient = items.plan.alliance.seats.find(
    ({ disciplineKey }) => disciplineKey === 'patient',
  );
  if (place === undefined) return null;
  const close = (): void => {
    items.desk.keep(box, undefined);
    setIsOpen(false);
  };
  const propose = (): void => {
    const statement = (draft ?? '').trim();
    const mine = items.plan.alliance.seats.find(({ id }) => items.plan.mySeatIds.includes(id));
    const whose = mine ?? patient;
    void items.desk.start({
      itemId: toItemId(uuid()),
      kind: 'goal',
      sectionKey: place.sectionKey,
      isPrivate: false,
      values: { statement, ...(whose === undefined ? {} : { expressedBy: toSeatId(whose.id) }) },
    });
    close();
  };
  if (!isOpen)
    return (
      <div>
        <Button size="md" variant="default" onClick={() => setIsOpen(true)}>
          {t('propose')}
        </Button>
      </div>
    );
  return (
    <div className={styles['answer']}>
      <TextAreaField
        label={t('proposeLabel')}
        help={t('proposeHint')}
        rows={3}
        value={draft ?? ''}
        onChange={(text) => items.desk.keep(box, text === '' ? undefined : { text })}
      />
      <div className={styles['answers']}>
        <Button size="md" disabled={(draft ?? '').trim() === ''} onClick={propose}>
          {t('proposeSend')}
        </Button>
        <Button size="md" variant="default" onClick={close}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}
