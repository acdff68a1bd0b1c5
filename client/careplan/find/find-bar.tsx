import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconListSearch, IconX } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { closeFind, findState, lookFor } from './find-state.ts';
import { hitsMax } from './page-hits.ts';
import { useHits } from './use-hits.ts';

import styles from './find-bar.module.css';

/** Looks for words in the whole plan: how many, in which section, and on to the next by Enter. The browser's own search stays as it is. */
export function FindBar({ sections }: { readonly sections: readonly SectionView[] }): JSX.Element {
  const t = useTranslations('find');
  const { query, wish } = useStore(findState, findState.get());
  const { hits, present, step, select } = useHits(query);
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (wish === 0) return;
    box.current?.focus({ preventScroll: true });
    box.current?.select();
  }, [wish]);
  const close = (): void => {
    select();
    closeFind();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === box.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const heading = sections.find(({ key }) => key === hits[present]?.sectionKey)?.heading;
  const isEmpty = query.trim() === '';
  return (
    // Its keys are those of the box and the buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="search" className={styles['bar']} aria-label={t('label')} onKeyDown={onKeyDown}>
      <label className={styles['box']} htmlFor={id}>
        <IconListSearch size={17} aria-hidden="true" />
        <span className={styles['hidden']}>{t('label')}</span>
        <input
          ref={box}
          id={id}
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={query}
          onChange={({ target }) => lookFor(target.value)}
        />
      </label>
      <p className={styles['count']} role="status">
        {isEmpty
          ? ''
          : t('count', {
              count: hits.length,
              present: present + 1,
              isMany: hits.length >= hitsMax ? 'yes' : 'no',
            })}
        {heading === undefined || isEmpty ? null : (
          <span className={styles['where']}>{t('where', { heading })}</span>
        )}
      </p>
      <div className={styles['ways']}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t('previous')}
          title={t('previousKeys')}
          onClick={() => step(-1)}
        >
          <IconChevronUp size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t('next')}
          title={t('nextKeys')}
          onClick={() => step(1)}
        >
          <IconChevronDown size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('close')}
          title={t('closeKeys')}
          onClick={close}
        >
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
    </div>
  );
}
