import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type JSX, type RefObject, useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { isMarkedAtStake } from './use-kept-words.ts';

/** How often, in milliseconds, the halves are looked at while somebody waits to leave them. */
const lookEvery = 150;
/** What is being saved right now is given this many looks before anybody is asked. */
const patience = 5;

/** Asks before two people side by side are left while one of them has something unsaved; goes on by itself once all is saved (PG22). */
export function LeavingBeside({
  halves,
}: {
  readonly halves: RefObject<HTMLElement | null>;
}): JSX.Element | null {
  const t = useTranslations('beside');
  const isAtStake = useCallback(
    () =>
      [...(halves.current?.querySelectorAll('iframe') ?? [])].some(
        ({ contentDocument }) => contentDocument !== null && isMarkedAtStake(contentDocument),
      ),
    [halves],
  );
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isAtStake,
    // Each half asks the browser itself.
    enableBeforeUnload: false,
    withResolver: true,
  });
  const looks = useLooks(status === 'blocked');
  useEffect(() => {
    if (looks > 0 && !isAtStake()) proceed?.();
  }, [looks, isAtStake, proceed]);
  if (status !== 'blocked' || looks < patience) return null;
  return (
    <Modal
      opened
      onClose={reset}
      title={t('unsaved')}
      closeButtonProps={{ 'aria-label': t('stay') }}
      centered
    >
      <p>{t('unsavedNext')}</p>
      <div style={{ display: 'flex', gap: 10, marginTop: 16 }}>
        <Button data-autofocus onClick={reset}>
          {t('stay')}
        </Button>
        <Button variant="outline" color="red" onClick={proceed}>
          {t('lose')}
        </Button>
      </div>
    </Modal>
  );
}

/** Counts on while it is asked to, and starts again from 0 afterwards. */
function useLooks(isLooking: boolean): number {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (!isLooking) return undefined;
    const timer = setInterval(() => setLooks((count) => count + 1), lookEvery);
    return () => {
      clearInterval(timer);
      setLooks(0);
    };
  }, [isLooking]);
  return looks;
}
