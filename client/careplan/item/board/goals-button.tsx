import { IconTargetArrow } from '@tabler/icons-react';
import { type JSX, lazy, Suspense, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import { type Command } from '../../../ui/commands/command.ts';
import { useCommands } from '../../../ui/commands/use-commands.ts';
import { Guard } from '../../../ui/guard.tsx';
import { useItems } from '../items-context.ts';
import { useAllItems } from '../use-all-items.ts';

import styles from './goals-button.module.css';

const GoalsBoard = lazy(async () => {
  const { GoalsBoard: component } = await import('./goals-board.tsx');
  return { default: component };
});

/** Opens all goals of the plan on one board. */
export function GoalsButton(): JSX.Element | null {
  const t = useTranslations('items.board');
  const items = useItems();
  const [isOpen, setIsOpen] = useState(false);
  const count = useAllItems().filter(
    ({ kind, struck }) => kind === 'goal' && struck === undefined,
  ).length;
  const isThere = items !== undefined;
  const label = t('command');
  const commands = useMemo(
    (): readonly Command[] =>
      isThere
        ? [
            {
              id: 'goals-board',
              group: 'action',
              label,
              icon: <IconTargetArrow size={18} aria-hidden="true" />,
              run: () => setIsOpen(true),
            },
          ]
        : [],
    [isThere, label],
  );
  useCommands(commands);
  if (items === undefined) return null;
  return (
    <>
      <button
        type="button"
        className={styles['button']}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <IconTargetArrow size={18} aria-hidden="true" />
        <span className={styles['words']}>{t('open')}</span>
        {count === 0 ? null : <span>{count}</span>}
      </button>
      {isOpen ? (
        <Guard fallback={null}>
          <Suspense fallback={null}>
            <GoalsBoard items={items} onClose={() => setIsOpen(false)} />
          </Suspense>
        </Guard>
      ) : null}
    </>
  );
}
