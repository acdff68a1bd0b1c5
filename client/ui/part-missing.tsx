import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from './notice.tsx';

/**
 * A part of the page did not arrive: says so and offers to load the page again. It asks first whether the server
 * answers, because a page that is reloaded without connection is gone.
 */
export function PartMissing({ children }: { readonly children: ReactNode }): JSX.Element {
  const t = useTranslations('missing');
  const [state, setState] = useState<'waiting' | 'asking' | 'unreachable'>('waiting');
  const reload = async (): Promise<void> => {
    setState('asking');
    if (await answers()) window.location.reload();
    else setState('unreachable');
  };
  return (
    <Notice
      tone="warn"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={state === 'asking'}
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => void reload()}
        >
          {t('reload')}
        </Button>
      }
    >
      {children} {state === 'unreachable' ? t('unreachable') : null}
    </Notice>
  );
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
