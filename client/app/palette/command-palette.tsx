import { Modal } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { type Command } from '../../ui/commands/command.ts';
import { offeredCommands } from '../../ui/commands/offered-commands.ts';
import { closePalette } from '../../ui/commands/palette.ts';
import { type RankedGroup, rankCommands } from '../../ui/commands/rank-commands.ts';
import { useStore } from '../../ui/use-store.ts';
import { PaletteList } from './palette-list.tsx';
import { useAppCommands } from './use-app-commands.tsx';

import styles from './command-palette.module.css';

/** Everything that can be gone to or done from here, found by a few letters and chosen without a mouse (PG61). */
export function CommandPalette(): JSX.Element {
  const t = useTranslations('palette');
  const [query, setQuery] = useState('');
  const [present, setPresent] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const groups = useRanked(query);
  const commands = groups.flatMap((group) => group.commands);
  const count = commands.length;
  const choose = (command: Command | undefined): void => {
    if (command !== undefined) closePalette(() => command.run(query.trim()));
  };
  const step = (next: number): void => {
    setPresent(next);
    list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const next = nextOf(event.key, present, count);
    if (next !== undefined) step(next);
    else if (event.key === 'Enter') choose(commands[present]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={() => closePalette()}
      withCloseButton={false}
      returnFocus={false}
      padding={0}
      size={620}
      yOffset="8dvh"
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('label') } }}
    >
      <div className={styles['search']}>
        <IconSearch size={20} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-label={t('label')}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={count === 0 ? undefined : `${listId}-${present}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            step(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" aria-label={t('close')} onClick={() => closePalette()}>
          <IconX size={18} aria-hidden="true" />
        </button>
      </div>
      <PaletteList
        ref={list}
        id={listId}
        groups={groups}
        query={query}
        present={present}
        onPoint={setPresent}
        onChoose={choose}
      />
      <p className={styles['said']} role="status">
        {t('count', { count })}
      </p>
      <p className={styles['foot']} aria-hidden="true">
        {t('foot')}
      </p>
    </Modal>
  );
}

/** What fits, and last what takes the words themselves, as to find them in the plan. */
function useRanked(query: string): readonly RankedGroup[] {
  const offered = useStore(offeredCommands, offeredCommands.get());
  const ofApp = useAppCommands();
  return useMemo(() => {
    const all = [...offered, ...ofApp];
    const takers = query.trim() === '' ? [] : all.filter(({ labelFor }) => labelFor !== undefined);
    const ranked = rankCommands(all, query);
    return takers.length === 0 ? ranked : [...ranked, { group: 'action', commands: takers }];
  }, [offered, ofApp, query]);
}

function nextOf(key: string, present: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (present + 1) % count;
  if (key === 'ArrowUp') return (present - 1 + count) % count;
  if (key === 'PageDown') return Math.min(present + 8, count - 1);
  return key === 'PageUp' ? Math.max(present - 8, 0) : undefined;
}
