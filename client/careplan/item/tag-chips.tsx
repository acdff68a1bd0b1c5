import { IconTag, IconX } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type ItemParts } from './items-context.ts';

import styles from './item-card.module.css';

/** What the team hung on an item, each with who did; whoever may, takes it away. */
export function TagChips({ items, item }: ItemParts): JSX.Element | null {
  const t = useTranslations('items');
  if (item.tags.length === 0) return null;
  return (
    <ul className={styles['tags']}>
      {item.tags.map(({ name, note, by }) => (
        <li key={name} data-tag={name}>
          <IconTag size={14} aria-hidden="true" />
          {t('tagged', { tag: t(`tag.${name}`), note: note === '' ? 'none' : note, name: by.name })}
          {item.can.includes('tag') ? (
            <button
              type="button"
              aria-label={t('untag', { tag: t(`tag.${name}`) })}
              onClick={() => void items.desk.change(item.id, { type: 'untag', name })}
            >
              <IconX size={14} aria-hidden="true" />
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
