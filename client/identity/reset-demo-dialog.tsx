import { Button, Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { resetDemo } from './session.ts';

/** Asks before the demonstration is reset; then everything is loaded anew. */
export function ResetDemoDialog({
  isOpen,
  onClose,
  onDone,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Lets go of what still belongs to the old data, so that leaving asks nothing. */
  readonly onDone?: (() => void) | undefined;
}): JSX.Element {
  const t = useTranslations('resetDemo');
  const [state, setState] = useState<'asking' | 'working' | 'failed'>('asking');
  const reset = async (): Promise<void> => {
    setState('working');
    try {
      await resetDemo();
      onDone?.();
      // Every copy of the old data is in this page's memory: leave all of it behind, once the page knows that nothing is at stake.
      setTimeout(() => window.location.assign('/'));
    } catch {
      setState('failed');
    }
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <p>{t('consequence')}</p>
      {state === 'failed' ? <Notice tone="stop">{t('failed')}</Notice> : null}
      <div style={{ display: 'flex', gap: 10, marginTop: 16 }}>
        <Button color="red" loading={state === 'working'} onClick={() => void reset()}>
          {t('confirm')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  );
}
