import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Guard } from '../ui/guard.tsx';
import { PartMissing } from '../ui/part-missing.tsx';
import { notificationsQuery } from './notification-queries.ts';

const Dialog = lazy(async () => {
  const { EmailDialog: component } = await import('./email-dialog.tsx');
  return { default: component };
});

/** Says whether I am told by e-mail, and opens what changes that. */
export function EmailWishes(): JSX.Element {
  const t = useTranslations('notifications');
  const missing = useTranslations('missing');
  const { data } = useQuery(notificationsQuery);
  const [isOpen, setIsOpen] = useState(false);
  const isTold = data?.canSend === true && data.isConfirmed;
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconMail size={16} aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {data?.canSend === false
          ? t('notHere')
          : t('open', { rhythm: isTold ? data.rhythm : 'never', hour: clock(data?.hour ?? 0) })}
      </Button>
      {isOpen ? (
        <Guard fallback={<PartMissing>{missing('part')}</PartMissing>}>
          <Suspense fallback={null}>
            <Dialog onClose={() => setIsOpen(false)} />
          </Suspense>
        </Guard>
      ) : null}
    </div>
  );
}

/** A full hour as the clock shows it. */
function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
