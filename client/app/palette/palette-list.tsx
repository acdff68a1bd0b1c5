import { type JSX, type Ref } from 'react';
import { useTranslations } from 'use-intl';

import { type Command } from '../../ui/commands/command.ts';
import { type RankedGroup } from '../../ui/commands/rank-commands.ts';
import { shownKeys } from '../../ui/commands/shown-keys.ts';

import styles from './command-palette.module.css';

/** The commands that fit, in their groups; the keyboard stays in the search above. */
export function PaletteList({
  ref,
  id,
  groups,
  query,
  present,
  onPoint,
  onChoose,
}: {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly groups: readonly RankedGroup[];
  readonly query: string;
  /** Which of all commands Enter chooses. */
  readonly present: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (command: Command) => void;
}): JSX.Element {
  const t = useTranslations('palette');
  if (groups.length === 0) return <p className={styles['none']}>{t('none', { query })}</p>;
  return (
    <div ref={ref} id={id} role="listbox" aria-label={t('list')} className={styles['list']}>
      {groups.map(({ group, commands }, place) => {
        const first = groups.slice(0, place).reduce((sum, each) => sum + each.commands.length, 0);
        return (
          // Only what takes the words themselves is a second group of its kind.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={`${group}-${place}`} role="group" aria-label={t(`group.${group}`)}>
            <p aria-hidden="true" className={styles['group']}>
              {t(`group.${group}`)}
            </p>
            {commands.map((command, index) => (
              <Row
                key={command.id}
                id={`${id}-${first + index}`}
                command={command}
                query={query}
                isPresent={first + index === present}
                onPoint={() => onPoint(first + index)}
                onChoose={() => onChoose(command)}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function Row({
  id,
  command,
  query,
  isPresent,
  onPoint,
  onChoose,
}: {
  readonly id: string;
  readonly command: Command;
  readonly query: string;
  readonly isPresent: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}): JSX.Element {
  const { icon, label, labelFor, detail, keys } = command;
  return (
    // The keyboard chooses in the search above, which names this row as its present one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isPresent}
      className={styles['row']}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles['icon']}>{icon}</span>
      <span className={styles['words']}>
        <span>{labelFor?.(query.trim()) ?? label}</span>
        {detail === undefined ? null : <span className={styles['detail']}>{detail}</span>}
      </span>
      {keys === undefined ? null : <kbd className={styles['keys']}>{shownKeys(keys)}</kbd>}
    </div>
  );
}
