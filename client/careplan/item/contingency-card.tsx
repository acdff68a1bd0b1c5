import { IconPhone } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { WordsWithPlaces } from '../../ui/words-with-places.tsx';
import { Reach } from '../reach.tsx';
import { ItemTools } from './item-tools.tsx';
import { type ItemParts, type ItemViewOf } from './items-context.ts';

import styles from './contingency-card.module.css';

/** One row: if … then … call …. */
export function ContingencyCard(parts: ItemParts<ItemViewOf<'contingency'>>): JSX.Element {
  const { condition, action, call } = parts.item.fields;
  const t = useTranslations('items.row');
  const nothing = <i className={styles['nothing']}>{t('nothing')}</i>;
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <span className={styles['condition']}>
          <b className={styles['mark']}>{t('if')}</b>{' '}
          {condition.value === '' ? nothing : <WordsWithPlaces words={condition.value} />}
        </span>
        <span>
          <b className={styles['mark']}>{t('action')}</b>{' '}
          {action.value === '' ? nothing : <WordsWithPlaces words={action.value} />}
        </span>
        <span className={styles['call']}>
          <b className={styles['mark']}>
            <IconPhone size={14} aria-hidden="true" /> {t('call')}
          </b>{' '}
          {call.value === '' ? nothing : <Reach words={call.value} />}
        </span>
      </div>
      <ItemTools {...parts} />
    </div>
  );
}
